"""What is looked up across records: drafts that wait for a signature, a patient's visits and vaccinations."""
