"""The screens: windows, panels and dialogs over ports; service state becomes widgets, intents become calls."""
