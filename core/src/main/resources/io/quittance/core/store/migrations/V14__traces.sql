-- The span that a notification was received in, and the one that an event was decided in, as W3C Trace Context writes them: whoever goes
-- on with either, on any node and however much later, goes on with the trace. Null for what is not traced.
alter table notification add column traceparent text;
alter table order_event add column traceparent text;
