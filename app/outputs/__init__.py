"""What is written beside the answer: files whole or not at all and for their owner only; tables as CSV."""
