"""How clinics come in, and how owners find them."""
