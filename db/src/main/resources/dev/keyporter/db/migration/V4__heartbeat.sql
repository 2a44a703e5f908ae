-- Rises while a process lives, where no lock of the operating system tells that it does.
alter table instance add column heartbeat bigint default 0 not null;
