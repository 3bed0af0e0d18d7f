-- Which question each kept answer answers, and so under which authorisation and when it was
-- fetched. An answer used again for another application keeps the question it came from.
alter table verified_answer add column adapter_query text;
