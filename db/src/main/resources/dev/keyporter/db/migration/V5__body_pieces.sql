-- What follows the first piece of a long body, whose first piece is in exchange: so the database never holds a long
-- body in memory as a whole. part is 0 for the request's body, 1 for the response's; number counts from 1.
create table body_piece (
  request_id bigint not null,
  part integer not null,
  number integer not null,
  bytes bytea not null,
  primary key (request_id, part, number),
  foreign key (request_id) references exchange (request_id) on delete cascade
);
