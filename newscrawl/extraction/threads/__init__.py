"""Reading threads of comments: nodes, the roles of their parts, what each says. Shared by all comment platforms."""
