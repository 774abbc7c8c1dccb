from .branches import Contact, Member, Pledge, Post, Service
from .documents import PolicyDocument
from .projects import KeyProject, Lead, Milestone, Reading

__all__ = [
    "Contact",
    "KeyProject",
    "Lead",
    "Member",
    "Milestone",
    "Pledge",
    "PolicyDocument",
    "Post",
    "Reading",
    "Service",
]
