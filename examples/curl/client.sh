#!/usr/bin/env bash
# A client for OpenAI's Responses API behind Keyporter, with curl and jq.
#
#     examples/curl/client.sh
#
# tour.sh, beside it, shows what else it can do: it sources this file for its functions.
set -euo pipefail

BASE_URL=${KEYPORTER_BASE_URL:-http://127.0.0.1:8000/v1}
JWT_TOKEN=${KEYPORTER_TOKEN:-your-jwt-token-here}
USER_ID=${KEYPORTER_USER-user@example.com}
MODEL=${KEYPORTER_MODEL:-gpt-4o-mini}
SESSION_ID=

headers=$(mktemp)
trap 'rm -f "$headers"' EXIT

# send METHOD PATH [BODY]: prints the answer as it arrives; its headers go to the file $headers.
# curl itself tries again, after Retry-After or a growing pause, what failed for a passing reason.
# The token goes in through standard input, so that it stands in no list of processes.
send() {
  local options=(--silent --show-error --no-buffer --connect-timeout 10 --retry 2
    --dump-header "$headers" --request "$1" --header "Content-Type: application/json")
  [[ -z $USER_ID ]] || options+=(--header "X-User-ID: $USER_ID")
  [[ -z $SESSION_ID ]] || options+=(--header "X-Session-ID: $SESSION_ID")
  [[ $# -lt 3 ]] || options+=(--data "$3")
  curl "${options[@]}" --header @- "$BASE_URL$2" <<<"Authorization: Bearer $JWT_TOKEN" || {
    echo "No answer from $BASE_URL. Start the proxy with './keyporter serve'." >&2
    return 1
  }
}

# header NAME: a header of the last answer.
header() {
  tr -d '\r' <"$headers" | awk -F': ' -v name="$1" 'tolower($1) == tolower(name) { print $2 }' | tail -n 1
}

status() {
  awk '/^HTTP/ { status = $2 } END { print status }' "$headers"
}

# answer_of METHOD PATH [BODY]: send, and of several attempts the last answer.
answer_of() {
  send "$@" | jq -cs last
}

# call METHOD PATH [BODY]: answer_of, but an error goes to standard error and ends with 1.
call() {
  local answer
  answer=$(answer_of "$@") || return 1
  if (($(status) >= 400)); then
    explain "$answer" >&2
    return 1
  fi
  echo "$answer"
}

# explain ANSWER: the error in an answer, and what to do about it.
explain() {
  jq -r --arg status "$(status)" '.error | "\($status) \(.code): \(.message)"' <<<"$1"
  case $(status) in
    400) echo "    The request is wrong as it stands; the message says what to change." ;;
    401) echo "    The token does not hold: issue one with 'keyporter token create'." ;;
    403) echo "    No active key for this user, the user is disabled, or the token is another user's." ;;
    404) echo "    No such response, or it is somebody else's." ;;
    422) echo "    Nobody said who is calling: send X-User-ID, or use a token bound to a user." ;;
    429) echo "    Too fast, or the provider's account is used up: wait as long as Retry-After says." ;;
  esac
}

# body PROMPT [PARAMETERS]: a request's body; the parameters are a JSON object.
body() {
  local none='{}'
  jq -nc --arg model "$MODEL" --arg input "$1" --argjson parameters "${2:-$none}" \
    '{$model, $input} + $parameters'
}

# The words of an answer, without reasoning and tool calls.
text_of() {
  jq -r '[.output[] | select(.type == "message").content[] | select(.type == "output_text").text] | add' <<<"$1"
}

# A token says itself when it ends; only the proxy can check its signature.
warn_if_expiring() {
  local end
  end=$(jq -rR 'split(".")[1] | gsub("-"; "+") | gsub("_"; "/") | @base64d | fromjson.exp' \
    <<<"$JWT_TOKEN" 2>/dev/null) || return 0
  if ((end - $(date +%s) < 14 * 24 * 60 * 60)); then
    echo "The token ends $(jq -nr "$end | todate"): issue the next one with 'keyporter token create'." >&2
  fi
}

main() {
  local response request_id event streamed_request_id streamed_response_id rating
  warn_if_expiring
  printf '=== OpenAI Proxy Client Example ===\n\n'

  echo "1. Non-streaming request:"
  response=$(call POST /responses "$(body "What is the capital of France?")")
  SESSION_ID=$(header X-Session-ID)
  request_id=$(header X-Request-ID)
  echo "Response: $(text_of "$response")"
  echo "Request ID: $request_id"
  echo "Response ID: $(jq -r .id <<<"$response")"
  printf 'Tokens used: %s\n\n' "$(jq .usage.total_tokens <<<"$response")"

  echo "2. Streaming request:"
  printf 'Response: '
  streamed_response_id=
  while IFS= read -r event; do
    case $(jq -r .type <<<"$event") in
      response.created) streamed_response_id=$(jq -r .response.id <<<"$event") ;;
      response.output_text.delta) jq -j .delta <<<"$event" ;;
      # A stream that began well can still fail: its status stays 200, the event says so.
      error | response.failed) echo "$event" >&2 && return 1 ;;
    esac
  done < <(send POST /responses "$(body "Count from 1 to 5 with enthusiasm!" '{"stream": true}')" |
    sed -nu 's/\r$//; s/^data: //p')
  if [[ -z $streamed_response_id ]]; then
    echo "The stream did not begin: status $(status)." >&2
    return 1
  fi
  streamed_request_id=$(header X-Request-ID)
  printf '\nRequest ID: %s\nResponse ID: %s\n\n' "$streamed_request_id" "$streamed_response_id"

  echo "3. Rating response by request ID:"
  rating=$(call POST "/responses/$request_id/rate" '{"rating": 1, "feedback": "Correct and short."}')
  echo "Rating submitted successfully"
  printf 'Rated at: %s\n\n' "$(jq -r .rated_at <<<"$rating")"

  echo "4. Rating response by response ID:"
  rating=$(call POST "/responses/$streamed_response_id/rate" '{"rating": 1}')
  echo "Rating submitted successfully"
  printf 'Rated at: %s\n\n' "$(jq -r .rated_at <<<"$rating")"

  printf 'Session ID: %s\n\n' "$SESSION_ID"
  echo "=== Example Complete ==="
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  main
fi
