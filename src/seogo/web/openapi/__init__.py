"""OpenAPI document, made from the declarations of parameters and answers."""
