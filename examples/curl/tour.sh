#!/usr/bin/env bash
# What else curl can do, and every error with what to do about it.
#
#     examples/curl/tour.sh
source "$(dirname "${BASH_SOURCE[0]}")/client.sh"

# show_error STATUS METHOD PATH [BODY]
show_error() {
  local answer
  answer=$(answer_of "${@:2}")
  if (($(status) < 400)); then
    echo "$1: not with this token and key"
  else
    explain "$answer"
  fi
}

warn_if_expiring
printf '=== Tour ===\n\n'

echo "1. A session of your own:"
SESSION_ID=my-custom-session-123
call POST /responses "$(body Hello)" >/dev/null
printf 'Session ID: %s\n\n' "$(header X-Session-ID)"

echo "2. Another model, with parameters:"
response=$(call POST /responses "$(body "What is the capital of France?" \
  '{"model": "gpt-4o", "temperature": 0.5, "max_output_tokens": 1000, "top_p": 0.9}')")
id=$(jq -r .id <<<"$response")
echo "Response: $(text_of "$response")"
printf 'Model: %s\n\n' "$(jq -r .model <<<"$response")"

echo "3. Retrieving a response:"
same=$(call GET "/responses/$id")
printf 'Response: %s\n\n' "$(text_of "$same")"

echo "4. Going on from a response:"
follow_up=$(call POST /responses "$(body "And of Spain?" "{\"previous_response_id\": \"$id\"}")")
printf 'Response: %s\n\n' "$(text_of "$follow_up")"

echo "5. Errors, and what to do about them:"
show_error 400 POST "/responses/$id/rate" '{"rating": 5}'
JWT_TOKEN=not-a-token show_error 401 GET /models
USER_ID=someone-else@example.com show_error 403 GET /models
show_error 404 GET /responses/resp_unknown
USER_ID='' show_error 422 GET /models

printf '\n6. Trying again, since only the demo provider fails when asked to:\n'
show_error 429 POST /responses "$(body error:429)"
printf '\n=== Tour Complete ===\n'
