"""Starts MiniStack with what it lacks for this product. Each addition says what AWS does and MiniStack does not.

Made for MiniStack 1.5.33. An addition that finds nothing to add to ends the start with a clear word, so that a newer
MiniStack is not run half changed.
"""

import contextvars
import json
import os
import re
import signal
import threading
from datetime import datetime, timezone
from email.utils import parseaddr
from urllib.parse import parse_qs

from ministack import app
from ministack.core import iam_actions, iam_evaluator, lambda_runtime
from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge, lambda_svc, ses, ses_v2, stepfunctions
from ministack.services.cloudformation import provisioners

here = threading.local()
# Which state machine each task token belongs to.
machines = {}


def wrap(module, name):
    """Replaces a function of a module by one that is given the former one first."""
    former = getattr(module, name)

    def put(made):
        setattr(module, name, lambda *given, **named: made(former, *given, **named))
        return made

    return put


# A `TimeoutSeconds` that is a JSONata expression is evaluated for a callback task too. MiniStack hands the text on.


@wrap(stepfunctions, "_apply_jsonata_arguments")
def remember_input(former, state, raw_input, context=None):
    here.input, here.context = raw_input, context
    return former(state, raw_input, context)


# A function that fails fails its callback task, whose Retry and Catch then decide. MiniStack swallows the error and
# waits for the callback.


@wrap(stepfunctions, "_invoke_with_callback")
def wait_for_callback(former, resource, arguments, token, state):
    if isinstance(state.get("TimeoutSeconds"), str):
        seconds = stepfunctions._jsonata_state_field(state, "TimeoutSeconds", "number", here.input, here.context)
        state = {**state, "TimeoutSeconds": seconds}
    here.token = token
    machines[token] = here.context["StateMachine"]["Id"]
    try:
        return former(resource, arguments, token, state)
    finally:
        here.token = None


@wrap(stepfunctions, "_call_lambda")
def call_function(former, function, event):
    token = getattr(here, "token", None)
    try:
        return former(function, event)
    except stepfunctions._ExecutionError as error:
        waiting = stepfunctions._task_tokens.get(token)
        if waiting is not None:
            waiting["error"] = {"Error": error.error, "Cause": error.cause}
            waiting["event"].set()
        raise


# The name of an error that a function throws is its `errorType`, which Retry and Catch name. MiniStack gives every
# error of a Node function the same name.

WORKER = lambda_runtime._NODEJS_WORKER_SCRIPT
NAMED = WORKER.replace('trace: err.stack || ""', 'trace: err.stack || "", name: err.name')
if NAMED == WORKER:
    raise SystemExit("MiniStack's worker for Node is not the one of 1.5.33: install ministack==1.5.33.")
lambda_runtime._NODEJS_WORKER_SCRIPT = NAMED


@wrap(lambda_runtime.Worker, "invoke")
def remember_name(former, worker, *given, **named):
    answer = former(worker, *given, **named)
    here.error = answer.get("name")
    return answer


@wrap(lambda_svc, "_execute_function_warm")
def name_error(former, *given, **named):
    here.error = None
    answer = former(*given, **named)
    body = answer.get("body")
    if answer.get("error") and here.error and body.get("errorType") == "Runtime.HandlerError":
        body["errorType"] = here.error
    return answer


# An HTTP API hands cookies on in a list of their own. MiniStack leaves them among the headers.


@wrap(lambda_svc, "_execute_function_with_config_scope")
def list_cookies(former, function, event):
    if isinstance(event, dict) and event.get("version") == "2.0" and "cookie" in event.get("headers", {}):
        headers = dict(event["headers"])
        event = {**event, "cookies": headers.pop("cookie").split("; "), "headers": headers}
    return former(function, event)


# Permissions. An answer to a waiting task is one about its state machine, and a mail one about the identity that it is
# sent under, with its sender as a condition; MiniStack takes both for calls about nothing in particular. Calls count as
# encrypted, or the policies of buckets would refuse them all: nothing but this machine's own loop is used.


@wrap(iam_actions, "extract_resource_arn")
def name_resource(former, service, method, path, headers, body, params, region, account):
    if service == "states" and ".SendTask" in headers.get("x-amz-target", ""):
        return machines.get(json.loads(body)["taskToken"], "*")
    form = parse_qs(body.decode()) if service == "ses" and method == "POST" and not path.startswith("/v2") else {}
    if form.get("Action") == ["SendRawEmail"]:
        here.sender = parseaddr(form["Source"][0])[1]
        return f"arn:aws:ses:{region}:{account}:identity/{here.sender.rpartition('@')[2]}"
    return former(service, method, path, headers, body, params, region, account)


@wrap(iam_evaluator, "_resolve_condition_key")
def resolve_condition(former, key, context):
    if key.lower() == "aws:securetransport":
        return "true"
    return here.sender if key.lower() == "ses:fromaddress" else former(key, context)


# An event that a function fails on is tried twice more, then goes to its destination. MiniStack's event rules call once.


@wrap(eventbridge, "_dispatch_to_lambda")
def call_asynchronously(_, arn, payload):
    function, config, _name = lambda_svc._get_func_record_for_ref(arn)
    if function and config:
        lambda_svc.invoke_async_with_retry(lambda_svc._execution_record_for_config(function, config), json.loads(payload))


# SES reports what became of a message to the event destinations of its configuration set, with the message's tags.
# MiniStack keeps the destinations and reports nothing. The addresses of the mailbox simulator decide the outcome.

KINDS = {
    "SEND": ("Email Sent", "Send"),
    "DELIVERY": ("Email Delivered", "Delivery"),
    "BOUNCE": ("Email Bounced", "Bounce"),
    "COMPLAINT": ("Email Complaint Received", "Complaint"),
}


def tags_of(params):
    found, at = {}, 1
    while name := ses._p(params, f"Tags.member.{at}.Name"):
        found[name] = [ses._p(params, f"Tags.member.{at}.Value")]
        at += 1
    return found


def report(kind, name, mail, extra):
    buses = [
        destination["EventBridgeDestination"]["EventBusArn"]
        for destination in (ses_v2._config_sets.get(name) or {}).get("EventDestinations", {}).values()
        if destination["Enabled"] and kind in destination["MatchingEventTypes"] and "EventBridgeDestination" in destination
    ]
    title, event_type = KINDS[kind]
    for bus in buses:
        entry = {
            "Source": "aws.ses",
            "DetailType": title,
            "Detail": json.dumps({"eventType": event_type, "mail": mail, **extra}),
            "Resources": [mail["sourceArn"]],
            "EventBusName": bus,
        }
        eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)


@wrap(ses, "_send_raw_email")
def send_raw_email(former, params):
    answer = former(params)
    sent = re.search(r"<MessageId>(.*)</MessageId>", str(answer))
    name = ses._p(params, "ConfigurationSetName")
    if sent is None or not name:
        return answer
    source = ses._p(params, "Source")
    at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    to = ses._collect_list(params, "Destinations.member")
    mail = {
        "timestamp": at,
        "source": source,
        "sourceArn": f"arn:aws:ses:{get_region()}:{get_account_id()}:identity/{source.rpartition('@')[2].rstrip('>')}",
        "sendingAccountId": get_account_id(),
        "messageId": sent.group(1),
        "destination": to,
        "tags": {"ses:configuration-set": [name], **tags_of(params)},
    }
    reports = [("SEND", {"send": {}})]
    for address in to:
        local, _, domain = address.partition("@")
        outcomes = (("Delivery", None),)
        if domain == ses._SIMULATOR_DOMAIN:
            outcomes = ses._SIMULATOR_OUTCOMES.get(local.split("+")[0], outcomes)
        reports += [(kind.upper(), ses._notification_detail(kind, address, at, subtype)) for kind, subtype in outcomes]
    own = contextvars.copy_context()

    def report_all():
        for kind, extra in reports:
            own.run(report, kind, name, mail, extra)

    # The receiving mail server takes its time.
    threading.Timer(1, report_all).start()
    return answer


# A mail identity gives the names and values of its DKIM records to the template. MiniStack gives the identity only.


def with_dkim_records(former):
    def provision(*given, **named):
        domain, attributes = former(*given, **named)
        records = {}
        for number, token in enumerate(("one", "two", "three"), 1):
            records[f"DkimDNSTokenName{number}"] = f"{token}._domainkey.{domain}"
            records[f"DkimDNSTokenValue{number}"] = f"{token}.dkim.amazonses.com"
        return domain, {**attributes, **records}

    return provision


IDENTITY = provisioners._RESOURCE_HANDLERS["AWS::SES::EmailIdentity"]
for step in ("create", "update"):
    IDENTITY[step] = with_dkim_records(IDENTITY[step])


if __name__ == "__main__":
    # The end of the process that started it is its own end: nothing is left behind.
    parent = os.getppid()

    def watch():
        while os.getppid() == parent:
            threading.Event().wait(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
    app.main()
