"""事项: one matter from filing to closing, with every move on record and every clock explained."""
