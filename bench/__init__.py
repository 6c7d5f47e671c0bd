"""Speed of dispatch, measured against the least work that writes a letter, and against docxtpl."""
