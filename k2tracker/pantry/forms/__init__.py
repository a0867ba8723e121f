"""What people type about foods of their own."""
