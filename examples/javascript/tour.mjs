// What else the client in client.mjs can do, and every error with what to do about it.
//
//     node examples/javascript/tour.mjs

import {
  JWT_TOKEN,
  OpenAIProxyClient,
  ProxyError,
  USER_ID,
  run,
  textOf,
  warnIfExpiring,
} from "./client.mjs";

await run(async () => {
  warnIfExpiring(JWT_TOKEN);
  console.log("=== Tour ===\n");
  const client = new OpenAIProxyClient(JWT_TOKEN, USER_ID);

  console.log("1. A session of your own:");
  client.sessionId = "my-custom-session-123";
  await client.createResponse("Hello");
  console.log(`Session ID: ${client.sessionId}\n`);

  console.log("2. Another model, with parameters:");
  const response = await client.createResponse("What is the capital of France?", {
    model: "gpt-4o",
    temperature: 0.5,
    max_output_tokens: 1000,
    top_p: 0.9,
  });
  console.log(`Response: ${textOf(response)}`);
  console.log(`Model: ${response.model}\n`);

  console.log("3. Retrieving a response:");
  const same = await client.getResponse(response.id);
  console.log(`Response: ${textOf(same)}\n`);

  console.log("4. Going on from a response:");
  const followUp = await client.createResponse("And of Spain?", {
    previous_response_id: response.id,
  });
  console.log(`Response: ${textOf(followUp)}\n`);

  console.log("5. Errors, and what to do about them:");
  const stranger = new OpenAIProxyClient("not-a-token", USER_ID);
  const other = new OpenAIProxyClient(JWT_TOKEN, "someone-else@example.com");
  const nameless = new OpenAIProxyClient(JWT_TOKEN, null);
  await showError(400, () => client.rateResponse(response.id, 5));
  await showError(401, () => stranger.listModels());
  await showError(403, () => other.listModels());
  await showError(404, () => client.getResponse("resp_unknown"));
  await showError(422, () => nameless.listModels());

  console.log("\n6. Trying again, since only the demo provider fails when asked to:");
  await showError(429, () => client.createResponse("error:429"));
  console.log("\n=== Tour Complete ===");
});

async function showError(status, call) {
  try {
    await call();
    console.log(`${status}: not with this token and key`);
  } catch (error) {
    if (!(error instanceof ProxyError)) throw error;
    console.log(`${error.status} ${error.code}: ${error.message}\n    ${error.hint}`);
  }
}
