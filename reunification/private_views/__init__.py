"""The path of a person: questions, overview, results, papers, days that matter. All private."""
