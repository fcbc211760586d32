"""What is handed to the police's systems and comes back from them: documents, envelope, signature; without I/O but one POST."""
