"""Where Passalong belongs in the person's system: started with it, and opened by links. No Qt."""
