"""Extensions: progress while crawling, and the summary at the end."""
