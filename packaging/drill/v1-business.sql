-- SPDX-License-Identifier: GPL-3.0-or-later
-- v1's business data as it stands in the field, of an older schema, with what is wrong with it there. @PEOPLE@, @EVENTS@ and
-- @ATTENDANCES@ are put in by the drill.
set sql_mode = '';
set names utf8mb4;
create table employees (
    id bigint unsigned auto_increment primary key, user_id bigint unsigned, nombre varchar(255) not null, apellido varchar(255) not null,
    cedula varchar(255) not null unique, email varchar(255) not null unique, telefono varchar(255), fecha_nacimiento date not null,
    cargo varchar(255) not null, estado enum('activo', 'inactivo') not null default 'activo', created_at timestamp null, updated_at timestamp null);
create table eventos (
    id bigint unsigned auto_increment primary key, nombre varchar(255) not null, descripcion text not null, fecha_evento date not null,
    hora_inicio time not null, hora_fin time not null, lugar varchar(255) character set latin1,
    tipo enum('Capacitación', 'Reunión', 'Taller', 'Conferencia', 'Otro') not null,
    estado enum('Borrador', 'Programado', 'En Curso', 'Completado', 'Cancelado', 'Activo') not null, creado_por bigint unsigned not null,
    created_at timestamp null, updated_at timestamp null);
create table asistencias (
    id bigint unsigned auto_increment primary key, evento_id bigint unsigned not null, empleado_id bigint unsigned not null,
    fecha_asistencia date not null, hora_asistencia time not null, asistio enum('Sí', 'No', 'Pendiente') not null,
    status enum('Registrada', 'Confirmada', 'Cancelada') not null, comentario text, created_at timestamp null, updated_at timestamp null,
    key (evento_id), key (empleado_id));
create table evaluaciones (
    id bigint unsigned auto_increment primary key, evento_id bigint unsigned not null, empleado_id bigint unsigned not null,
    status enum('Pendiente', 'Disponible', 'En Progreso', 'Completada', 'Calificada', 'Respondida') not null, preguntas longtext,
    respuestas longtext, nota decimal(4, 1), comentarios text, fecha_evaluacion date, created_at timestamp null, updated_at timestamp null,
    key (evento_id));

insert into employees (id, user_id, nombre, apellido, cedula, email, telefono, fecha_nacimiento, cargo, created_at, updated_at)
select seq, seq, concat('Ana', seq), 'Rojas', concat('V-', 10000000 + seq), concat('persona', seq, '@empresa.com'), concat('0212-', seq),
       date_add('1980-01-01', interval seq % 8000 day), 'Analista', date_add('2024-01-01 09:00:00', interval seq minute),
       date_add('2024-06-01 09:00:00', interval seq minute)
  from seq_1_to_@PEOPLE@;
insert into eventos (id, nombre, descripcion, fecha_evento, hora_inicio, hora_fin, lugar, tipo, estado, creado_por, created_at, updated_at)
select seq, concat('Taller ', seq), 'Descripción', date_add('2024-03-01', interval seq day), '09:00:00', '12:00:00', 'Salón Bolívar',
       1 + seq % 5, if(seq % 7 = 0, 'Borrador', 'Activo'), 1 + seq % 5, '2024-02-01 08:00:00', '2024-02-02 08:00:00'
  from seq_1_to_@EVENTS@;
insert into asistencias (id, evento_id, empleado_id, fecha_asistencia, hora_asistencia, asistio, status, comentario, created_at, updated_at)
select seq, 1 + seq % @EVENTS@, 1 + (seq div @EVENTS@) % @PEOPLE@, date_add('2024-03-01', interval 1 + seq % @EVENTS@ day),
       sec_to_time(32400 + seq % 3600), if(seq % 3 = 0, 'Pendiente', 'Sí'),
       case when seq % 3 = 0 and seq % 2 = 0 then 'Cancelada' when seq % 3 = 0 then 'Registrada' else 'Confirmada' end,
       if(seq % 50 = 0, 'Llegó con su equipo', null), date_add('2024-02-10 08:00:00', interval seq % 20000 minute),
       date_add('2024-03-10 08:00:00', interval seq % 20000 minute)
  from seq_1_to_@ATTENDANCES@;
insert into evaluaciones (evento_id, empleado_id, status, preguntas, respuestas, nota, comentarios, fecha_evaluacion, created_at, updated_at)
select evento_id, empleado_id, if((id div 19) % 5 < 2, 'Calificada', 'Completada'), '["¿Qué aprendiste?", "¿Qué mejorarías?"]',
       '["Mucho", "El horario"]', if((id div 19) % 5 < 2, 70 + id % 30, null), if((id div 19) % 5 < 2, 'Bien', null), fecha_asistencia, created_at, updated_at
  from asistencias
 where id % 19 = 1 and status = 'Confirmada';

-- People who disagree with their accounts, belong to none, to two, or to somebody else's.
update employees set nombre = 'Anita', telefono = '0414-1' where id = 30;
update employees set user_id = 99999999 where id = 31;
update employees set user_id = 99999999, email = 'nadie@otra.com' where id = 32;
update employees set user_id = 34, email = 'persona33b@empresa.com' where id = 33;
update employees set user_id = 36 where id = 35;
update employees set user_id = 38, cedula = 'V-99999901' where id = 37;
update employees set cedula = '10.000.041' where id = 40;
update employees set fecha_nacimiento = '0000-00-00' where id = 42;
update employees set email = 'PERSONA43@EMPRESA.COM' where id = 43;
update employees set estado = 'inactivo' where id % 50 = 44;
update employees set estado = '' where id = 45;
update employees set nombre = 'MarÃ­a', cargo = repeat('x', 250) where id = 46;
update employees set created_at = null, updated_at = null where id = 47;
update employees set nombre = '', apellido = '' where id = 13;

-- Events without a day, a name, a creator; states and types that are not known any more; lengths that cannot be.
update eventos set fecha_evento = '0000-00-00' where id = 2;
update eventos set nombre = '', creado_por = 99999999 where id = 3;
update eventos set estado = 'Programado' where id = 4;
update eventos set estado = 'Cancelado' where id = 5;
update eventos set estado = 'Completado' where id = 6;
update eventos set tipo = '' where id = 8;
update eventos set hora_inicio = '22:00:00', hora_fin = '01:00:00' where id = 9;
update eventos set hora_fin = hora_inicio where id = 10;
update eventos set hora_inicio = '25:30:00' where id = 11;
update eventos set hora_inicio = '06:00:00', hora_fin = '20:00:00' where id = 12;

-- Attendances: twice and three times, of nobody, that contradict themselves, without a day, with values that are not known.
insert into asistencias (evento_id, empleado_id, fecha_asistencia, hora_asistencia, asistio, status, comentario, created_at, updated_at)
select evento_id, empleado_id, fecha_asistencia, '09:00:00', 'Pendiente', 'Registrada', 'otra vez', created_at, updated_at
  from asistencias where id % 200 = 7;
insert into asistencias (evento_id, empleado_id, fecha_asistencia, hora_asistencia, asistio, status, created_at, updated_at)
select evento_id, empleado_id, fecha_asistencia, '08:30:00', 'Sí', 'Confirmada', created_at, updated_at
  from asistencias where id % 2000 = 7 and id <= @ATTENDANCES@;
insert into asistencias (evento_id, empleado_id, fecha_asistencia, hora_asistencia, asistio, status)
values (99999999, 1, '2024-03-01', '09:00:00', 'Sí', 'Confirmada'), (1, 99999999, '2024-03-01', '09:00:00', 'Sí', 'Confirmada');
update asistencias set asistio = 'No' where status = 'Confirmada' and id % 1000 = 11;
update asistencias set asistio = 'No' where status = 'Registrada' and id % 1000 = 33;
update asistencias set status = 'Registrada' where status = 'Confirmada' and id % 1000 = 55;
update asistencias set fecha_asistencia = '0000-00-00' where status = 'Confirmada' and id % 1000 = 77;
update asistencias set status = '' where id % 5000 = 99;
update asistencias set created_at = date_add(updated_at, interval 3 hour) where id % 1000 = 123;
update asistencias set created_at = null where id % 1000 = 321;
update asistencias set comentario = 'LlegÃ³ tarde' where id % 1000 = 222;
update asistencias set updated_at = '2037-01-01 00:00:00' where id % 5000 = 444;

-- Evaluations: three shapes of JSON and none, grades out of range, states of an older schema, twice, without an attendance.
update evaluaciones set respuestas = '{"0": "Mucho", "1": "El horario"}' where id % 50 = 3;
update evaluaciones set respuestas = '"[\\"Mucho\\", \\"Nada\\"]"' where id % 50 = 4;
update evaluaciones set respuestas = '[{"pregunta": "¿Qué aprendiste?", "respuesta": "Todo"}]' where id % 50 = 5;
update evaluaciones set respuestas = 'Mucho y nada' where id % 50 = 6;
update evaluaciones set preguntas = null where id % 50 = 7;
update evaluaciones set respuestas = '["uno", "dos", "tres"]' where id % 50 = 8;
update evaluaciones set preguntas = '[rota' where id % 100 = 9;
update evaluaciones set nota = 120 where status = 'Calificada' and id % 29 = 1;
update evaluaciones set nota = 3 where status = 'Calificada' and id % 29 = 2;
update evaluaciones set nota = null where status = 'Calificada' and id % 29 = 4;
update evaluaciones set nota = 50 where status = 'Completada' and id % 29 = 5;
update evaluaciones set status = 'Respondida' where status = 'Completada' and id % 29 = 6;
update evaluaciones set status = '' where id % 200 = 10;
insert into evaluaciones (evento_id, empleado_id, status, respuestas, created_at, updated_at)
select evento_id, empleado_id, 'Pendiente', null, created_at, updated_at from evaluaciones where id % 100 = 12;
insert into evaluaciones (evento_id, empleado_id, status) values (99999999, 1, 'Pendiente'), (1, 99999999, 'Pendiente');
delete a from asistencias a join evaluaciones e on e.evento_id = a.evento_id and e.empleado_id = a.empleado_id where e.id % 100 = 14;
