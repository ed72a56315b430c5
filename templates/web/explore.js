export async function startExplore() { return async () => "explore"; }
