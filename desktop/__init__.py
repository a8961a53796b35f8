"""Passalong: people pass files, designs and things along to each other directly."""
