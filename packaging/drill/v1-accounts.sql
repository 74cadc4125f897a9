-- SPDX-License-Identifier: GPL-3.0-or-later
-- v1's accounts as they stand in the field, with what is wrong with them there. psql -v people=N; the database is SQL_ASCII, so that
-- it holds bytes that are no UTF-8.
\set ON_ERROR_STOP on
set client_encoding to 'SQL_ASCII';

create table users (
    id bigserial primary key, username varchar(255) not null unique, email varchar(255) not null unique, password varchar(255) not null,
    nombre varchar(255), apellido varchar(255), cedula varchar(255), telefono varchar(255), fecha_nacimiento date,
    cargo varchar(255), email_verified_at timestamp(0), remember_token varchar(100), created_at timestamp(0), updated_at timestamp(0));
create table roles (
    id bigserial primary key, name varchar(255) not null, guard_name varchar(255) not null, created_at timestamp(0),
    updated_at timestamp(0), deleted_at timestamp(0), unique (name, guard_name));
create table permissions (
    id bigserial primary key, name varchar(255) not null, guard_name varchar(255) not null, created_at timestamp(0), updated_at timestamp(0));
create table model_has_roles (role_id bigint, model_type varchar(255), model_id bigint, primary key (role_id, model_id, model_type));
create table model_has_permissions (permission_id bigint, model_type varchar(255), model_id bigint);
create table role_has_permissions (permission_id bigint, role_id bigint);

insert into roles (id, name, guard_name) values
    (1, 'Administrador', 'web'), (2, 'Gestor de Talento Humano', 'web'), (3, 'Empleado', 'web'), (4, 'Supervisor', 'web');
insert into roles (id, name, guard_name, deleted_at) values (5, 'Auditor', 'web', '2025-01-01 00:00:00');
insert into permissions (id, name, guard_name) values (1, 'ver eventos', 'web'), (2, 'calificar evaluaciones', 'web');
insert into role_has_permissions values (1, 4), (2, 4);

-- The password of all of them is secreto-de-v1.
insert into users (id, username, email, password, nombre, apellido, cedula, telefono, fecha_nacimiento, cargo, created_at, updated_at)
select i, 'usuario' || i, 'persona' || i || '@empresa.com', '$2y$12$abcdefghijklmnopqrstuu4DTZvE0EiVM3gIDzBslhU0pe6QNn7RC', 'Ana' || i, 'Rojas',
       'V-' || 10000000 + i, '0212-' || i, date '1980-01-01' + i % 8000, 'Analista', timestamp '2024-01-01 08:00:00' + i * interval '1 minute',
       timestamp '2024-06-01 08:00:00' + i * interval '1 minute'
  from generate_series(1, :people) as i;
insert into model_has_roles
select case when i = 1 then 1 when i <= 5 then 2 else 3 end, 'App\Models\User', i from generate_series(1, :people) as i;

-- E-mails that differ in case, one that is none, no name, bytes of another encoding, text that was encoded twice.
update users set email = 'Persona10@Empresa.com' where id = 10;
insert into users (id, username, email, password, nombre) values (:people + 1, 'doble', 'PERSONA11@empresa.com', '$2y$12$x', 'Doble');
update users set email = 'sin arroba' where id = 12;
update users set nombre = null, apellido = null where id = 13;
update users set nombre = E'Jos\xe9' where id = 14;
update users set nombre = E'Mar\xc3\x83\xc2\xada' where id = 15;
update users set password = 'en claro' where id = 16;
-- Accounts without an employee; a national id that an employee has.
insert into users (id, username, email, password, nombre, cedula) values
    (:people + 2, 'solo', 'solo@empresa.com', '$2y$12$x', 'Solo', '10000020');
-- Roles: several, in the trash, custom, none; permissions of one's own; no created_at.
insert into model_has_roles values (2, 'App\Models\User', 20);
update model_has_roles set role_id = 5 where model_id = 21;
update model_has_roles set role_id = 4 where model_id = 22;
delete from model_has_roles where model_id = 23;
insert into model_has_permissions values (1, 'App\Models\User', 24);
update users set created_at = null where id = 25;
update users set created_at = updated_at + interval '3 hours' where id = 26;
