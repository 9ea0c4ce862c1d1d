"""The picture that a message shows beside the address of a page: one of each case, and one of the site."""

from casebook.pictures.facts import PICTURE_SIZE, SITE_PICTURE, PictureFacts, list_pictures, picture_address
from casebook.pictures.making import can_draw, make_pictures

__all__ = [
    "PICTURE_SIZE",
    "SITE_PICTURE",
    "PictureFacts",
    "can_draw",
    "list_pictures",
    "make_pictures",
    "picture_address",
]
