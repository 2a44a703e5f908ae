// A client for OpenAI's Responses API behind Keyporter, in one file, for Node 20 or newer.
//
//     node examples/javascript/client.mjs
//
// tour.mjs, beside it, shows what else it can do.

import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";

const env = process.env;
export const BASE_URL = env.KEYPORTER_BASE_URL ?? "http://127.0.0.1:8000/v1";
export const JWT_TOKEN = env.KEYPORTER_TOKEN ?? "your-jwt-token-here";
export const USER_ID = env.KEYPORTER_USER ?? "user@example.com";
export const MODEL = env.KEYPORTER_MODEL ?? "gpt-4o-mini";

const ATTEMPTS = 3;
const TRANSIENT = [408, 429, 500, 502, 503, 504];
const LONGEST_PAUSE = 60_000; // milliseconds
const EXPIRES_SOON = 14 * 24 * 60 * 60 * 1000;

const HINTS = {
  400: "The request is wrong as it stands; the message says what to change.",
  401: "The token does not hold: issue one with 'keyporter token create'.",
  403: "No active key for this user, the user is disabled, or the token is another user's.",
  404: "No such response, or it is somebody else's.",
  422: "Nobody said who is calling: send X-User-ID, or use a token bound to a user.",
  429: "Too fast, or the provider's account is used up: wait as long as Retry-After says.",
};

/** An answer that is not a success. */
export class ProxyError extends Error {
  constructor(status, error) {
    super(error?.message ?? `The request failed with status ${status}.`);
    this.status = status;
    this.code = error?.code;
    this.hint = HINTS[status] ?? "";
  }
}

/** Sends requests for one user and keeps them in one session, the proxy's choice until set. */
export class OpenAIProxyClient {
  #token;
  #userId;
  #baseUrl;

  constructor(token, userId, { baseUrl = BASE_URL, sessionId } = {}) {
    this.#token = token;
    this.#userId = userId;
    this.#baseUrl = baseUrl.replace(/\/$/, "");
    this.sessionId = sessionId;
  }

  /** Asks and waits for the whole answer; parameters go to the provider as they are. */
  createResponse(prompt, parameters = {}) {
    return this.#call("POST", "/responses", { model: MODEL, input: prompt, ...parameters });
  }

  /**
   * Asks and yields the answer's events as they arrive. The first one is ours,
   * {type: "proxy.request", request_id}, so that a stream can be rated by its request id.
   */
  async *streamResponse(prompt, parameters = {}) {
    const body = { model: MODEL, input: prompt, stream: true, ...parameters };
    const answer = await this.#send("POST", "/responses", body);
    yield { type: "proxy.request", request_id: answer.headers.get("X-Request-ID") };
    for await (const event of events(answer)) {
      // A stream that began well can still fail: its status stays 200, the event says so.
      if (event.type === "error") throw new ProxyError(200, event);
      if (event.type === "response.failed") throw new ProxyError(200, event.response.error);
      yield event;
    }
  }

  /** Retrieves an earlier response; the proxy uses the key that made it. */
  getResponse(responseId) {
    return this.#call("GET", `/responses/${responseId}`);
  }

  /** Rates an answer 1 or -1, by its request id (req_…) or its response id (resp_…). */
  rateResponse(ratedId, rating, feedback = null) {
    return this.#call("POST", `/responses/${ratedId}/rate`, { rating, feedback });
  }

  /** The provider's models. */
  listModels() {
    return this.#call("GET", "/models");
  }

  async #call(method, path, body) {
    const answer = await this.#send(method, path, body);
    return { request_id: answer.headers.get("X-Request-ID"), ...(await answer.json()) };
  }

  /** Sends, and after a pause sends again what failed for a passing reason. */
  async #send(method, path, body) {
    const headers = { Authorization: `Bearer ${this.#token}`, "Content-Type": "application/json" };
    if (this.#userId) headers["X-User-ID"] = this.#userId;
    if (this.sessionId) headers["X-Session-ID"] = this.sessionId;
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(this.#baseUrl + path, {
        method,
        headers,
        body: body && JSON.stringify(body),
      });
      if (answer.ok) {
        this.sessionId = answer.headers.get("X-Session-ID") ?? this.sessionId;
        return answer;
      }
      const content = await answer.json().catch(() => null);
      if (!TRANSIENT.includes(answer.status) || attempt === ATTEMPTS) {
        throw new ProxyError(answer.status, content?.error);
      }
      await new Promise((resume) => setTimeout(resume, pause(answer, attempt)));
    }
  }
}

/** Milliseconds to wait: what Retry-After says, else half a second, doubled each time. */
function pause(answer, attempt) {
  const seconds = Number.parseFloat(answer.headers.get("Retry-After"));
  return Math.min(seconds >= 0 ? seconds * 1000 : 500 * 2 ** (attempt - 1), LONGEST_PAUSE);
}

/** The data of each server-sent event; only CR, LF and CRLF end a line. */
async function* events(answer) {
  let rest = "";
  let data = [];
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
    rest += text;
    // A CR at the end may be the first half of a CRLF that is still under way.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith("data:")) {
        data.push(line.slice(5).replace(/^ /, ""));
      } else if (line === "" && data.length > 0) {
        const event = data.join("\n");
        data = [];
        if (event !== "[DONE]") yield JSON.parse(event);
      }
    }
  }
}

/** When a token ends, by its own words; only the proxy can check the signature. */
export function expiresAt(token) {
  try {
    const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
    return new Date(claims.exp * 1000);
  } catch {
    return null;
  }
}

export function warnIfExpiring(token) {
  const expiry = expiresAt(token);
  if (expiry && expiry - Date.now() < EXPIRES_SOON) {
    console.warn(
      `The token ends ${expiry.toISOString()}: issue the next one with 'keyporter token create'.`,
    );
  }
}

/** The words of an answer, without reasoning and tool calls. */
export function textOf(response) {
  return (response.output ?? [])
    .filter((item) => item.type === "message")
    .flatMap((message) => message.content)
    .filter((part) => part.type === "output_text")
    .map((part) => part.text)
    .join("");
}

async function main() {
  warnIfExpiring(JWT_TOKEN);
  console.log("=== OpenAI Proxy Client Example ===\n");
  const client = new OpenAIProxyClient(JWT_TOKEN, USER_ID);

  console.log("1. Non-streaming request:");
  const response = await client.createResponse("What is the capital of France?");
  console.log(`Response: ${textOf(response)}`);
  console.log(`Request ID: ${response.request_id}`);
  console.log(`Response ID: ${response.id}`);
  console.log(`Tokens used: ${response.usage.total_tokens}\n`);

  console.log("2. Streaming request:");
  process.stdout.write("Response: ");
  let streamedRequestId, streamedResponseId;
  for await (const event of client.streamResponse("Count from 1 to 5 with enthusiasm!")) {
    if (event.type === "proxy.request") streamedRequestId = event.request_id;
    if (event.type === "response.created") streamedResponseId = event.response.id;
    if (event.type === "response.output_text.delta") process.stdout.write(event.delta);
  }
  console.log(`\nRequest ID: ${streamedRequestId}`);
  console.log(`Response ID: ${streamedResponseId}\n`);

  console.log("3. Rating response by request ID:");
  let rating = await client.rateResponse(response.request_id, 1, "Correct and short.");
  console.log("Rating submitted successfully");
  console.log(`Rated at: ${rating.rated_at}\n`);

  console.log("4. Rating response by response ID:");
  rating = await client.rateResponse(streamedResponseId, 1);
  console.log("Rating submitted successfully");
  console.log(`Rated at: ${rating.rated_at}\n`);

  console.log(`Session ID: ${client.sessionId}\n`);
  console.log("=== Example Complete ===");
}

/** Runs a program; what goes wrong becomes words and an exit status of 1. */
export async function run(program) {
  try {
    await program();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof ProxyError) {
      console.error(`\nError ${error.status} (${error.code}): ${error.message}\n${error.hint}`);
    } else if (error.cause?.code === "ECONNREFUSED") {
      console.error(`\nNo proxy answers at ${BASE_URL}. Start it with './keyporter serve'.`);
    } else {
      throw error;
    }
  }
}

// Run, not imported.
if (import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  await run(main);
}
