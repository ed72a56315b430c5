"""What the rules and the plan of limits look at before they act: where a function tends, how it is continuous, how it is bounded."""
