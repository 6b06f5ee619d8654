"""The engine: builds labs, proves their tests right, and grades submissions."""
