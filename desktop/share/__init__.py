"""What people share: values, records and their rules, and the store that keeps them."""
