"""What a step sees of the world and does to it, as `src/runs/observed.ts` has it."""
