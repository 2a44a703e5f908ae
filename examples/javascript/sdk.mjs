// OpenAI's own SDK through Keyporter: npm install openai, then set the two variables it reads.
//
// OPENAI_BASE_URL=http://127.0.0.1:8000/v1 and OPENAI_API_KEY=<a Keyporter token>

import OpenAI from "openai";

// A token bound to a user needs no header.
const user = process.env.KEYPORTER_USER;
const client = new OpenAI({ defaultHeaders: user ? { "X-User-ID": user } : {} });
const model = "gpt-4o-mini";
const response = await client.responses.create({ model, input: "What is the capital of France?" });
console.log(response.output_text);
const input = "Count from 1 to 5 with enthusiasm!";
for await (const event of await client.responses.create({ model, input, stream: true })) {
  if (event.type === "response.output_text.delta") process.stdout.write(event.delta);
}
console.log();
