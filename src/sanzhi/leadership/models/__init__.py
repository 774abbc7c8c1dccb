from .branches import Contact, Member, Pledge, Post, Service
from .documents import PolicyDocument
from .matters import Gate, Matter
from .projects import KeyProject, Lead, Milestone, Reading

__all__ = [
    "Contact",
    "Gate",
    "KeyProject",
    "Lead",
    "Matter",
    "Member",
    "Milestone",
    "Pledge",
    "PolicyDocument",
    "Post",
    "Reading",
    "Service",
]
