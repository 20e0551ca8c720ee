"""Members who see a deal of somebody else, some of them to change it too."""
