"""Custom fields: what a workspace keeps of its records beyond what everybody keeps."""
