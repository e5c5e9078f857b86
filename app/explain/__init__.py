"""Why a score is what it is: two states compared, and the difference shared out."""
