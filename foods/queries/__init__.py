"""What the public food pages read: one module a page or a part of one."""
