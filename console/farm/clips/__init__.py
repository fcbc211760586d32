"""The farm's clips: street scenes drawn with numpy, a readable counter in each picture, encoded once with PyAV."""
