"""系统整合: other systems, one folder each: see README.md."""
