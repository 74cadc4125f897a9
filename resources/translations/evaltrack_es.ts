<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es">
<context>
    <name>AttendanceFacts</name>
    <message>
        <source>Event: %1</source>
        <translation>Evento: %1</translation>
    </message>
    <message>
        <source>Registered: %1</source>
        <translation>Inscripción: %1</translation>
    </message>
    <message>
        <source>Arrived: %1, %2</source>
        <translation>Llegada: %1, %2</translation>
    </message>
    <message>
        <source>Left: %1, %2</source>
        <translation>Salida: %1, %2</translation>
    </message>
    <message>
        <source>Recorded on this computer; waits for the server.</source>
        <translation>Guardado en este equipo; a la espera del servidor.</translation>
    </message>
</context>
<context>
    <name>BackupWords</name>
    <message>
        <source>No backup was made: the disk with the folder is full. The earlier backups are still there. Make room, or choose another folder.</source>
        <translation>No se hizo la copia: el disco de la carpeta está lleno. Las copias anteriores siguen ahí. Libere espacio o elija otra carpeta.</translation>
    </message>
    <message>
        <source>No backup was made: the folder is not there. Connect its disk, or choose another folder.</source>
        <translation>No se hizo la copia: la carpeta no está. Conecte su disco o elija otra carpeta.</translation>
    </message>
    <message>
        <source>No backup was made: this program may not write to the folder, or its disk failed. Choose another folder.</source>
        <translation>No se hizo la copia: este programa no puede escribir en la carpeta, o su disco falló. Elija otra carpeta.</translation>
    </message>
    <message>
        <source>Another backup or restore is under way. Wait until it is done.</source>
        <translation>Hay otra copia o restauración en curso. Espere a que termine.</translation>
    </message>
    <message>
        <source>No backup was made: the database or PostgreSQL&apos;s program pg_dump is not available. Start EvalTrack again; if it stays, install PostgreSQL&apos;s client programs.</source>
        <translation>No se hizo la copia: la base de datos o el programa pg_dump de PostgreSQL no está disponible. Inicie EvalTrack de nuevo; si sigue igual, instale los programas cliente de PostgreSQL.</translation>
    </message>
    <message>
        <source>No backup was made, because something went wrong. Try again; if it stays, tell whoever looks after this computer. The earlier backups are still there.</source>
        <translation>No se hizo la copia porque algo salió mal. Inténtelo de nuevo; si sigue igual, avise a quien cuida este equipo. Las copias anteriores siguen ahí.</translation>
    </message>
    <message>
        <source>The backup is damaged: it is not as it was when it was made. Nothing was changed. Choose another one.</source>
        <translation>La copia está dañada: no es como cuando se hizo. No se cambió nada. Elija otra.</translation>
    </message>
    <message>
        <source>The file is not a backup of EvalTrack. Nothing was changed.</source>
        <translation>El archivo no es una copia de seguridad de EvalTrack. No se cambió nada.</translation>
    </message>
    <message>
        <source>The backup was made by a newer EvalTrack. Nothing was changed. Install that version first.</source>
        <translation>La copia la hizo un EvalTrack más nuevo. No se cambió nada. Instale primero esa versión.</translation>
    </message>
    <message>
        <source>The backup is not there any more. Nothing was changed. Connect its disk, or choose another one.</source>
        <translation>La copia ya no está. No se cambió nada. Conecte su disco o elija otra.</translation>
    </message>
    <message>
        <source>Nothing was restored and nothing was changed: the disk needs room for the data twice. Make room and try again.</source>
        <translation>No se restauró ni se cambió nada: el disco necesita espacio para los datos dos veces. Libere espacio e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Nothing was restored and nothing was changed: the database or PostgreSQL&apos;s program pg_restore is not available. Start EvalTrack again and try once more.</source>
        <translation>No se restauró ni se cambió nada: la base de datos o el programa pg_restore de PostgreSQL no está disponible. Inicie EvalTrack de nuevo e inténtelo otra vez.</translation>
    </message>
    <message>
        <source>Nothing was restored and nothing was changed, because something went wrong. Try again, or choose another backup.</source>
        <translation>No se restauró ni se cambió nada porque algo salió mal. Inténtelo de nuevo o elija otra copia.</translation>
    </message>
    <message>
        <source>The disk with that folder is full. Backups go on going to the folder of before.</source>
        <translation>El disco de esa carpeta está lleno. Las copias siguen yendo a la carpeta de antes.</translation>
    </message>
    <message>
        <source>This program cannot write to that folder. Backups go on going to the folder of before.</source>
        <translation>Este programa no puede escribir en esa carpeta. Las copias siguen yendo a la carpeta de antes.</translation>
    </message>
    <message>
        <source>Backing up. You can go on working.</source>
        <translation>Haciendo la copia. Puede seguir trabajando.</translation>
    </message>
    <message>
        <source>Step 1 of 3: checking that the backup is whole. You can go on working.</source>
        <translation>Paso 1 de 3: se comprueba que la copia esté íntegra. Puede seguir trabajando.</translation>
    </message>
    <message>
        <source>Step 2 of 3: reading the backup. What is entered now is set aside, too.</source>
        <translation>Paso 2 de 3: se lee la copia. Lo que se registre ahora también se aparta.</translation>
    </message>
    <message>
        <source>Step 3 of 3: putting it in place. There is no connection for a moment.</source>
        <translation>Paso 3 de 3: se pone en su lugar. Por un momento no hay conexión.</translation>
    </message>
    <message>
        <source>Intact</source>
        <translation>Íntegra</translation>
    </message>
    <message>
        <source>Of another computer</source>
        <translation>De otro equipo</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Dañada</translation>
    </message>
</context>
<context>
    <name>BadgeSheet</name>
    <message>
        <source>EvalTrack badges</source>
        <translation>Credenciales de EvalTrack</translation>
    </message>
</context>
<context>
    <name>BulkAttendance</name>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Observación</translation>
    </message>
</context>
<context>
    <name>BulkEvents</name>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inactivo</translation>
    </message>
</context>
<context>
    <name>BulkPeople</name>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Cargo</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Nobody is the own manager.</source>
        <translation>Nadie es su propio supervisor.</translation>
    </message>
    <message>
        <source>%1 reports to %2 already.</source>
        <translation>%1 ya depende de %2.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inactivo</translation>
    </message>
    <message>
        <source>Nobody deactivates oneself together with others.</source>
        <translation>Nadie se desactiva a sí mismo junto con otros.</translation>
    </message>
</context>
<context>
    <name>BulkText</name>
    <message>
        <source>“%1” cannot be left empty.</source>
        <translation>«%1» no se puede dejar vacío.</translation>
    </message>
    <message>
        <source>“%1” is no whole number.</source>
        <translation>«%1» no es un número entero.</translation>
    </message>
    <message>
        <source>There is no “%1” to choose.</source>
        <translation>No hay ningún «%1» que elegir.</translation>
    </message>
    <message>
        <source>Nobody is called “%1”.</source>
        <translation>Nadie se llama «%1».</translation>
    </message>
    <message>
        <source>Several people are called “%1”: write the e-mail or the national ID instead.</source>
        <translation>Varias personas se llaman «%1»: escriba el correo o la cédula en su lugar.</translation>
    </message>
    <message>
        <source>It is not here any more.</source>
        <translation>Ya no está aquí.</translation>
    </message>
</context>
<context>
    <name>CertificatePaper</name>
    <message>
        <source>Certificate of attendance</source>
        <translation>Constancia de asistencia</translation>
    </message>
    <message>
        <source>This certifies that</source>
        <comment>certificate, before a name</comment>
        <translation>Se hace constar que</translation>
    </message>
    <message>
        <source>National ID %1</source>
        <translation>Cédula de identidad %1</translation>
    </message>
    <message>
        <source>attended</source>
        <comment>certificate, between a name and an event</comment>
        <translation>asistió a</translation>
    </message>
    <message>
        <source>on %1, at %2</source>
        <comment>certificate: day and hour of an event</comment>
        <translation>el %1, a las %2</translation>
    </message>
    <message>
        <source>Duration: %1</source>
        <translation>Duración: %1</translation>
    </message>
    <message>
        <source>Human resources</source>
        <translation>Recursos Humanos</translation>
    </message>
    <message>
        <source>Issued on %1 · EvalTrack</source>
        <translation>Emitida el %1 · EvalTrack</translation>
    </message>
</context>
<context>
    <name>CountedEvents</name>
    <message>
        <source>Only events of %1 that are over are shown.</source>
        <translation>Solo se muestran los eventos de %1 que ya terminaron.</translation>
    </message>
    <message>
        <source>Only events of %1 are shown.</source>
        <translation>Solo se muestran los eventos de %1.</translation>
    </message>
    <message>
        <source>Only the events of today are shown.</source>
        <translation>Solo se muestran los eventos de hoy.</translation>
    </message>
    <message>
        <source>Only events that have not begun are shown.</source>
        <translation>Solo se muestran los eventos que aún no han empezado.</translation>
    </message>
    <message>
        <source>Only events that have begun are shown.</source>
        <translation>Solo se muestran los eventos que ya han empezado.</translation>
    </message>
    <message>
        <source>Only events in progress are shown.</source>
        <translation>Solo se muestran los eventos en curso.</translation>
    </message>
    <message>
        <source>Only events that are over are shown.</source>
        <translation>Solo se muestran los eventos que ya terminaron.</translation>
    </message>
</context>
<context>
    <name>DashboardContent</name>
    <message>
        <source>Events today</source>
        <translation>Eventos hoy</translation>
    </message>
    <message>
        <source>Upcoming events</source>
        <translation>Próximos eventos</translation>
    </message>
    <message>
        <source>Confirmations pending</source>
        <translation>Confirmaciones pendientes</translation>
    </message>
    <message>
        <source>Evaluations to grade</source>
        <translation>Evaluaciones por calificar</translation>
    </message>
    <message>
        <source>Average score</source>
        <translation>Nota promedio</translation>
    </message>
    <message>
        <source>Active accounts</source>
        <translation>Cuentas activas</translation>
    </message>
    <message>
        <source>My upcoming events</source>
        <translation>Mis próximos eventos</translation>
    </message>
    <message>
        <source>Evaluations to answer</source>
        <translation>Evaluaciones por responder</translation>
    </message>
    <message>
        <source>My average score</source>
        <translation>Mi nota promedio</translation>
    </message>
    <message>
        <source>Attendance rate by month</source>
        <translation>Asistencia por mes</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Asistencia</translation>
    </message>
    <message>
        <source>Attendance rate of the latest events</source>
        <translation>Asistencia de los últimos eventos</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Attendance rate by department</source>
        <translation>Asistencia por departamento</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Average score by department</source>
        <translation>Nota promedio por departamento</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Scores given</source>
        <translation>Distribución de notas</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>Evaluaciones</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>Events by month</source>
        <translation>Eventos por mes</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>My scores</source>
        <translation>Mis notas</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activas</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Desactivadas</translation>
    </message>
    <message>
        <source>Without a login</source>
        <translation>Sin acceso</translation>
    </message>
    <message>
        <source>Evaluations by status</source>
        <translation>Evaluaciones por estado</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Accounts by status</source>
        <translation>Cuentas por estado</translation>
    </message>
    <message>
        <source>My attendance by status, upcoming included</source>
        <translation>Mi asistencia por estado (incluye próximos eventos)</translation>
    </message>
    <message>
        <source>People without a login</source>
        <translation>Personas sin acceso</translation>
    </message>
    <message>
        <source>To confirm now</source>
        <translation>Por confirmar ahora</translation>
    </message>
    <message>
        <source>People by role</source>
        <translation>Personas por rol</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Attendance rate</source>
        <translation>Tasa de asistencia</translation>
    </message>
    <message>
        <source>My attendance rate</source>
        <translation>Mi tasa de asistencia</translation>
    </message>
    <message>
        <source>Graded</source>
        <comment>several</comment>
        <translation>Calificadas</translation>
    </message>
    <message>
        <source>Activity, last 30 days</source>
        <translation>Actividad, últimos 30 días</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Acciones</translation>
    </message>
</context>
<context>
    <name>DocumentWords</name>
    <message>
        <source>Contract</source>
        <translation>Contrato</translation>
    </message>
    <message>
        <source>Identity document</source>
        <translation>Documento de identidad</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificado</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
    <message>
        <source>No end date</source>
        <translation>Sin vencimiento</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Vencido</translation>
    </message>
    <message>
        <source>Expires today</source>
        <translation>Vence hoy</translation>
    </message>
    <message numerus="yes">
        <source>Expires in %n day(s)</source>
        <translation>
            <numerusform>Vence en %n día</numerusform>
            <numerusform>Vence en %n días</numerusform>
        </translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Vigente</translation>
    </message>
</context>
<context>
    <name>ErrorPresenter</name>
    <message>
        <source>No connection</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>The server could not be reached.</source>
        <translation>No se pudo llegar al servidor.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sin respuesta</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>El servidor no respondió a tiempo.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Intente de nuevo en un momento.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>This was cancelled before it was finished.</source>
        <translation>Se canceló antes de terminar.</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>No se entendió</translation>
    </message>
    <message>
        <source>The server could not read the request.</source>
        <translation>El servidor no pudo leer la solicitud.</translation>
    </message>
    <message>
        <source>Check that this program and the server have the same version.</source>
        <translation>Compruebe que este programa y el servidor tengan la misma versión.</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Sesión no iniciada</translation>
    </message>
    <message>
        <source>The e-mail or the password is not right.</source>
        <translation>El correo o la contraseña no son correctos.</translation>
    </message>
    <message>
        <source>Check both and try again.</source>
        <translation>Revise ambos e intente de nuevo.</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>No permitido</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>Su rol no permite esto.</translation>
    </message>
    <message>
        <source>Ask an administrator if you need it.</source>
        <translation>Pídalo a un administrador si lo necesita.</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>No encontrado</translation>
    </message>
    <message>
        <source>This record is not there any more.</source>
        <translation>Este registro ya no existe.</translation>
    </message>
    <message>
        <source>Somebody may have removed it. Refresh the list.</source>
        <translation>Quizá alguien lo eliminó. Actualice la lista.</translation>
    </message>
    <message>
        <source>It contradicts another record</source>
        <translation>Contradice otro registro</translation>
    </message>
    <message>
        <source>The server has something recorded that this does not go with.</source>
        <translation>El servidor tiene registrado algo que no concuerda con esto.</translation>
    </message>
    <message>
        <source>Look at the record that is there, then decide.</source>
        <translation>Mire el registro que ya existe y decida.</translation>
    </message>
    <message>
        <source>Changed by somebody else</source>
        <translation>Cambiado por otra persona</translation>
    </message>
    <message>
        <source>This record was changed while you were working on it.</source>
        <translation>Este registro cambió mientras usted trabajaba en él.</translation>
    </message>
    <message>
        <source>Open it again to see the new values.</source>
        <translation>Ábralo de nuevo para ver los valores nuevos.</translation>
    </message>
    <message>
        <source>Please check the fields</source>
        <translation>Revise los campos</translation>
    </message>
    <message>
        <source>Some values are not acceptable.</source>
        <translation>Algunos valores no son válidos.</translation>
    </message>
    <message>
        <source>Correct the marked fields and save again.</source>
        <translation>Corrija los campos marcados y guarde de nuevo.</translation>
    </message>
    <message>
        <source>Too much at once</source>
        <translation>Demasiado de una vez</translation>
    </message>
    <message>
        <source>This is larger than the server accepts.</source>
        <translation>Es más grande de lo que el servidor acepta.</translation>
    </message>
    <message>
        <source>Shorten it and try again.</source>
        <translation>Acórtelo e intente de nuevo.</translation>
    </message>
    <message>
        <source>Too many attempts</source>
        <translation>Demasiados intentos</translation>
    </message>
    <message>
        <source>The server asks to wait before the next attempt.</source>
        <translation>El servidor pide esperar antes del próximo intento.</translation>
    </message>
    <message>
        <source>Wait a minute and try again.</source>
        <translation>Espere un minuto e intente de nuevo.</translation>
    </message>
    <message>
        <source>Server not available</source>
        <translation>Servidor no disponible</translation>
    </message>
    <message>
        <source>The server is not working at the moment.</source>
        <translation>El servidor no funciona en este momento.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>No se guardó</translation>
    </message>
    <message>
        <source>This computer could not write to its disk.</source>
        <translation>Este equipo no pudo escribir en su disco.</translation>
    </message>
    <message>
        <source>Nothing was recorded. Check the disk and try again.</source>
        <translation>No se registró nada. Revise el disco e intente de nuevo.</translation>
    </message>
    <message>
        <source>Disk full</source>
        <translation>Disco lleno</translation>
    </message>
    <message>
        <source>Nothing was recorded: the disk of this computer is full.</source>
        <translation>No se registró nada: el disco de este equipo está lleno.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Libere espacio e intente de nuevo.</translation>
    </message>
    <message>
        <source>Keychain not available</source>
        <translation>Llavero no disponible</translation>
    </message>
    <message>
        <source>The keychain of this computer does not answer, so the sign-in is not remembered.</source>
        <translation>El llavero de este equipo no responde, así que la sesión no se recuerda.</translation>
    </message>
    <message>
        <source>You can work as usual; you will sign in again at the next start.</source>
        <translation>Puede trabajar como siempre; iniciará sesión otra vez en el próximo arranque.</translation>
    </message>
    <message>
        <source>Not an EvalTrack server</source>
        <translation>No es un servidor de EvalTrack</translation>
    </message>
    <message>
        <source>Something answered, but it is not an EvalTrack server of this version.</source>
        <translation>Algo respondió, pero no es un servidor de EvalTrack de esta versión.</translation>
    </message>
    <message>
        <source>Check the address. A public network may ask you to sign in to it first.</source>
        <translation>Revise la dirección. Una red pública puede pedir que inicie sesión en ella primero.</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Algo salió mal</translation>
    </message>
    <message>
        <source>The program or the server made a mistake.</source>
        <translation>El programa o el servidor cometió un error.</translation>
    </message>
    <message>
        <source>Try again. If it stays, tell your administrator.</source>
        <translation>Intente de nuevo. Si continúa, avise a su administrador.</translation>
    </message>
    <message>
        <source>This value is in use already.</source>
        <translation>Este valor ya está en uso.</translation>
    </message>
    <message>
        <source>This value is not acceptable.</source>
        <translation>Este valor no es válido.</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>Complete este campo.</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>Al menos %n carácter.</numerusform>
            <numerusform>Al menos %n caracteres.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n character(s).</source>
        <translation>
            <numerusform>Como máximo %n carácter.</numerusform>
            <numerusform>Como máximo %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>Esto no es una dirección de correo.</translation>
    </message>
    <message>
        <source>From %1 to %2.</source>
        <translation>De %1 a %2.</translation>
    </message>
    <message>
        <source>At least %1.</source>
        <translation>Al menos %1.</translation>
    </message>
    <message>
        <source>This contains characters that cannot be stored.</source>
        <translation>Contiene caracteres que no se pueden guardar.</translation>
    </message>
    <message>
        <source>Only digits, please.</source>
        <translation>Solo dígitos, por favor.</translation>
    </message>
    <message>
        <source>Damaged data</source>
        <translation>Datos dañados</translation>
    </message>
    <message>
        <source>The copy of your data on this computer is damaged.</source>
        <translation>La copia de sus datos en este equipo está dañada.</translation>
    </message>
    <message>
        <source>EvalTrack makes it anew and keeps what had not been sent. Try again in a moment.</source>
        <translation>EvalTrack la hace de nuevo y conserva lo que no se había enviado. Inténtelo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>There is no such time zone. Choose one from the list, such as America/Lima.</source>
        <translation>No existe esa zona horaria. Elija una de la lista, como America/Lima.</translation>
    </message>
    <message>
        <source>Unknown certificate</source>
        <translation>Certificado desconocido</translation>
    </message>
    <message>
        <source>The server shows a certificate that this computer does not know, so nothing is sent to it.</source>
        <translation>El servidor presenta un certificado que este equipo no conoce, así que no se le envía nada.</translation>
    </message>
    <message>
        <source>Compare its fingerprint with the one your administrator gives you. What you record is kept on this computer.</source>
        <translation>Compare su huella con la que le dé su administrador. Lo que registre se guarda en este equipo.</translation>
    </message>
    <message>
        <source>Check the network and try again.</source>
        <translation>Revise la red e intente de nuevo.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Intente más tarde.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::AccountForm</name>
    <message>
        <source>%1 has a new password.</source>
        <translation>%1 tiene una contraseña nueva.</translation>
    </message>
    <message>
        <source>The account of %1 was changed.</source>
        <translation>La cuenta de %1 se cambió.</translation>
    </message>
    <message>
        <source>%1 can sign in now.</source>
        <translation>%1 ya puede iniciar sesión.</translation>
    </message>
    <message>
        <source>%1 can sign in again.</source>
        <translation>%1 puede iniciar sesión de nuevo.</translation>
    </message>
    <message>
        <source>Switch off this account?</source>
        <translation>¿Desactivar esta cuenta?</translation>
    </message>
    <message>
        <source>%1 is signed out everywhere and cannot sign in until you switch the account on again. Nothing recorded is lost.</source>
        <translation>Se cierra la sesión de %1 en todas partes y no podrá iniciarla hasta que usted active la cuenta de nuevo. No se pierde nada de lo registrado.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Desactivar</translation>
    </message>
    <message>
        <source>%1 can no longer sign in.</source>
        <translation>%1 ya no puede iniciar sesión.</translation>
    </message>
    <message>
        <source>Remove this account?</source>
        <translation>¿Eliminar esta cuenta?</translation>
    </message>
    <message>
        <source>%1 leaves every list and the e-mail is free again. What was recorded about the person stays. This cannot be undone.</source>
        <translation>%1 sale de todas las listas y el correo queda libre. Lo registrado sobre la persona se conserva. No se puede deshacer.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>The account of %1 was removed.</source>
        <translation>La cuenta de %1 se eliminó.</translation>
    </message>
    <message>
        <source>Accounts are decided by the server, and it cannot be reached now. What you typed stays here; save again when you are online.</source>
        <translation>Las cuentas las decide el servidor, que ahora no responde. Lo que escribió sigue aquí; guarde de nuevo cuando haya conexión.</translation>
    </message>
    <message>
        <source>This e-mail is in use already.</source>
        <translation>Este correo ya está en uso.</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Cuenta nueva</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Desde %1</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activa</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Desactivada</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Contraseña nueva</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>Al menos %n carácter.</numerusform>
            <numerusform>Al menos %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave it empty to keep the present one.</source>
        <translation>Déjela vacía para conservar la actual.</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Crear</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>S&amp;witch off</source>
        <translation>&amp;Desactivar</translation>
    </message>
    <message>
        <source>S&amp;witch on</source>
        <translation>&amp;Activar</translation>
    </message>
    <message>
        <source>This is your own account.</source>
        <translation>Esta es su propia cuenta.</translation>
    </message>
    <message>
        <source>Show or hide the password</source>
        <translation>Mostrar u ocultar la contraseña</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Eliminar</translation>
    </message>
</context>
<context>
    <name>EvalTrack::AccountsPage</name>
    <message>
        <source>No account found</source>
        <translation>Ninguna cuenta encontrada</translation>
    </message>
    <message>
        <source>No account matches the search and the filters.</source>
        <translation>Ninguna cuenta coincide con la búsqueda y los filtros.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Only with a connection</source>
        <translation>Solo con conexión</translation>
    </message>
    <message>
        <source>The list of accounts comes from the server.</source>
        <translation>La lista de cuentas viene del servidor.</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>Search name or e-mail</source>
        <translation>Buscar nombre o correo</translation>
    </message>
    <message>
        <source>Search accounts</source>
        <translation>Buscar cuentas</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>Any role</source>
        <translation>Cualquier rol</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activa</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Desactivada</translation>
    </message>
    <message>
        <source>&amp;New account</source>
        <translation>&amp;Cuenta nueva</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Última modificación</translation>
    </message>
    <message>
        <source>Without a login</source>
        <translation>Sin acceso</translation>
    </message>
    <message>
        <source>Accounts are kept by the server, and it cannot be reached now.</source>
        <translation>Las cuentas están en el servidor, que ahora no responde.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>Cualquier estado</translation>
    </message>
    <message>
        <source>This list is from %1. Nothing can be changed without a connection.</source>
        <translation>Esta lista es de %1. Sin conexión no se puede cambiar nada.</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n persona</numerusform>
            <numerusform>%n personas</numerusform>
        </translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Cuenta nueva</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ActivityPage</name>
    <message>
        <source>The server itself</source>
        <translation>El propio servidor</translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s)</source>
        <translation>
            <numerusform>%n captura</numerusform>
            <numerusform>%n capturas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s)</source>
        <translation>
            <numerusform>%n acción</numerusform>
            <numerusform>%n acciones</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was done</source>
        <translation>No se hizo nada</translation>
    </message>
    <message>
        <source>What people do in EvalTrack appears here.</source>
        <translation>Aquí aparece lo que se hace en EvalTrack.</translation>
    </message>
    <message>
        <source>Nobody did anything in this time.</source>
        <translation>Nadie hizo nada en este período.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Only with a connection</source>
        <translation>Solo con conexión</translation>
    </message>
    <message>
        <source>The record of what was done comes from the server.</source>
        <translation>El registro de lo que se hizo viene del servidor.</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Actividad</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Cualquier fecha</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 días</translation>
    </message>
    <message>
        <source>One day</source>
        <translation>Un día</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Sobre</translation>
    </message>
    <message>
        <source>This list is from %1. The server, which keeps it, cannot be reached now.</source>
        <translation>Esta lista es de %1. El servidor, que la guarda, no responde ahora.</translation>
    </message>
    <message>
        <source>What was done is kept by the server, and it cannot be reached now.</source>
        <translation>Lo que se hizo lo guarda el servidor, que no responde ahora.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::AdministratorPage</name>
    <message>
        <source>The two passwords differ.</source>
        <translation>Las dos contraseñas son distintas.</translation>
    </message>
    <message>
        <source>The first administrator</source>
        <translation>El primer administrador</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>Al menos %n carácter.</numerusform>
            <numerusform>Al menos %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Create the administrator</source>
        <translation>Crear el administrador</translation>
    </message>
    <message>
        <source>Nobody can sign in here yet. This account can create all the others.</source>
        <translation>Todavía nadie puede iniciar sesión aquí. Esta cuenta podrá crear todas las demás.</translation>
    </message>
    <message>
        <source>Repeat the password</source>
        <translation>Repita la contraseña</translation>
    </message>
</context>
<context>
    <name>EvalTrack::AnniversariesPage</name>
    <message>
        <source>until %1</source>
        <translation>hasta el %1</translation>
    </message>
    <message>
        <source>Birthdays and anniversaries</source>
        <translation>Cumpleaños y aniversarios</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Occasion</source>
        <translation>Ocasión</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>Años</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Cumpleaños</translation>
    </message>
    <message>
        <source>Nothing in the next 30 days</source>
        <translation>Nada en los próximos 30 días</translation>
    </message>
    <message>
        <source>Dates of birth and of hiring are written in the profiles of people.</source>
        <translation>Las fechas de nacimiento y de ingreso están escritas en los perfiles de las personas.</translation>
    </message>
    <message>
        <source>Work anniversary</source>
        <translation>Aniversario laboral</translation>
    </message>
</context>
<context>
    <name>EvalTrack::AnswerForm</name>
    <message>
        <source>Please answer this question.</source>
        <translation>Responda esta pregunta.</translation>
    </message>
    <message>
        <source>Your draft is saved.</source>
        <translation>Su borrador está guardado.</translation>
    </message>
    <message>
        <source>Thank you: your answers about “%1” are recorded.</source>
        <translation>Gracias: sus respuestas sobre «%1» quedaron guardadas.</translation>
    </message>
    <message>
        <source>%1 of %2 questions answered</source>
        <translation>%1 de %2 preguntas respondidas</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>sin guardar todavía</translation>
    </message>
    <message>
        <source>S&amp;end answers</source>
        <translation>&amp;Enviar respuestas</translation>
    </message>
    <message>
        <source>Save &amp;draft</source>
        <translation>Guardar &amp;borrador</translation>
    </message>
    <message>
        <source>Comment (optional)</source>
        <translation>Comentario (opcional)</translation>
    </message>
</context>
<context>
    <name>EvalTrack::AttendancePage</name>
    <message>
        <source>%1 of %2 confirmed</source>
        <translation>%1 de %2 confirmadas</translation>
    </message>
    <message>
        <source>Only people of %1 are shown.</source>
        <translation>Solo se muestran personas de %1.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Whose attendance?</source>
        <translation>¿De quién?</translation>
    </message>
    <message>
        <source>Type a name above and choose the person.</source>
        <translation>Escriba un nombre arriba y elija a la persona.</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Todavía no hay eventos</translation>
    </message>
    <message>
        <source>Attendance belongs to an event; there is none yet.</source>
        <translation>La asistencia pertenece a un evento; todavía no hay ninguno.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nada encontrado</translation>
    </message>
    <message>
        <source>No attendance matches the search and the filter.</source>
        <translation>Ninguna asistencia coincide con la búsqueda y el filtro.</translation>
    </message>
    <message>
        <source>Nobody is registered yet</source>
        <translation>Todavía no hay nadie inscrito</translation>
    </message>
    <message>
        <source>People who are captured at the door appear here too.</source>
        <translation>Quienes entren con su credencial también aparecen aquí.</translation>
    </message>
    <message>
        <source>No attendance</source>
        <translation>Sin asistencias</translation>
    </message>
    <message>
        <source>This person is not registered for any event.</source>
        <translation>Esta persona no está inscrita en ningún evento.</translation>
    </message>
    <message>
        <source>Select people to confirm or cancel.</source>
        <translation>Seleccione personas para confirmar o cancelar.</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n seleccionada</numerusform>
            <numerusform>%n seleccionadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attendance(s) confirmed.</source>
        <translation>
            <numerusform>%n asistencia confirmada.</numerusform>
            <numerusform>%n asistencias confirmadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attendance(s) cancelled.</source>
        <translation>
            <numerusform>%n asistencia cancelada.</numerusform>
            <numerusform>%n asistencias canceladas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>Deshecho.</translation>
    </message>
    <message>
        <source>Remove this attendance?</source>
        <translation>¿Quitar esta asistencia?</translation>
    </message>
    <message>
        <source>%1 will no longer be listed for “%2”. This cannot be undone here; registering again is possible.</source>
        <translation>%1 dejará de aparecer en «%2». Aquí no se puede deshacer, pero es posible inscribirse de nuevo.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>The attendance was removed.</source>
        <translation>La asistencia se quitó.</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Asistencia</translation>
    </message>
    <message>
        <source>By event</source>
        <translation>Por evento</translation>
    </message>
    <message>
        <source>By person</source>
        <translation>Por persona</translation>
    </message>
    <message>
        <source>Show attendance</source>
        <translation>Ver asistencia</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Name, ID, e-mail, job or department</source>
        <translation>Nombre, cédula, correo, cargo o departamento</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Buscar personas</translation>
    </message>
    <message>
        <source>Ca&amp;pture</source>
        <translation>Ca&amp;pturar</translation>
    </message>
    <message>
        <source>&amp;Confirm</source>
        <translation>&amp;Confirmar</translation>
    </message>
    <message>
        <source>Cance&amp;l attendance</source>
        <translation>Cance&amp;lar asistencia</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Observación</translation>
    </message>
    <message>
        <source>&amp;Save note</source>
        <translation>&amp;Guardar observación</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Llegada</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Envío</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message numerus="yes">
        <source>%n older event(s) are left out of this list. Choose one above to see it.</source>
        <translation>
            <numerusform>Queda %n evento anterior fuera de esta lista. Elíjalo arriba para verlo.</numerusform>
            <numerusform>Quedan %n eventos anteriores fuera de esta lista. Elija uno arriba para verlo.</numerusform>
        </translation>
    </message>
    <message>
        <source>No attendance here</source>
        <translation>No hay asistencias aquí</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>E&amp;xplicar</translation>
    </message>
    <message>
        <source>Why this attendance is as it is, and who changed it</source>
        <translation>Por qué esta asistencia está así y quién la cambió</translation>
    </message>
    <message>
        <source>%1 of %2 pending</source>
        <translation>%1 de %2 pendientes</translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelada</numerusform>
            <numerusform>%n canceladas</numerusform>
        </translation>
    </message>
    <message>
        <source>No event that has started has attendance with this status.</source>
        <translation>Ningún evento comenzado tiene asistencias en este estado.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>Cualquier estado</translation>
    </message>
    <message>
        <source>This attendance is no longer on this computer.</source>
        <translation>Esta asistencia ya no está en este equipo.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>The attendance could not be read</source>
        <translation>No se pudo leer la asistencia</translation>
    </message>
    <message>
        <source>Being read</source>
        <translation>Leyendo</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
</context>
<context>
    <name>EvalTrack::BackupsPage</name>
    <message numerus="yes">
        <source>%n backup(s)</source>
        <translation>
            <numerusform>%n copia</numerusform>
            <numerusform>%n copias</numerusform>
        </translation>
    </message>
    <message>
        <source>In a moment, by itself</source>
        <translation>En un momento, sola</translation>
    </message>
    <message>
        <source>%1, by itself while EvalTrack is open</source>
        <translation>%1, sola mientras EvalTrack esté abierto</translation>
    </message>
    <message>
        <source>The data as it was before the restore of %1</source>
        <translation>Los datos como estaban antes de la restauración de %1</translation>
    </message>
    <message>
        <source>The files hold everybody&apos;s data and are not encrypted: keep them where nobody else gets at them.</source>
        <translation>Los archivos contienen los datos de todos y no están cifrados: guárdelos donde nadie más llegue a ellos.</translation>
    </message>
    <message>
        <source>This folder is on the disk that the data is on, and would be lost with it. Choose one on another disk.</source>
        <translation>Esta carpeta está en el mismo disco que los datos y se perdería con él. Elija una en otro disco.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>No server on this computer</source>
        <translation>No hay servidor en este equipo</translation>
    </message>
    <message>
        <source>Backups are made by the server that keeps the data.</source>
        <translation>Las copias las hace el servidor que guarda los datos.</translation>
    </message>
    <message>
        <source>Looking into the folder</source>
        <translation>Se mira en la carpeta</translation>
    </message>
    <message>
        <source>No backups in this folder yet</source>
        <translation>Aún no hay copias en esta carpeta</translation>
    </message>
    <message>
        <source>The first one is made by itself within minutes, and then one every day. Seven days, four weeks and three months are kept.</source>
        <translation>La primera se hace sola en unos minutos, y luego una cada día. Se conservan las de siete días, cuatro semanas y tres meses.</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Hacer una copia ahora</translation>
    </message>
    <message>
        <source>A backup was made.</source>
        <translation>Se hizo una copia de seguridad.</translation>
    </message>
    <message>
        <source>Where backups go</source>
        <translation>Adónde van las copias</translation>
    </message>
    <message>
        <source>Backups go to this folder from now on. Those in the folder of before stay there.</source>
        <translation>Desde ahora las copias van a esta carpeta. Las de la carpeta de antes se quedan allí.</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>Elegir otra carpeta</translation>
    </message>
    <message>
        <source>Everything goes back to what it was on %1.</source>
        <translation>Todo vuelve a como estaba el %1.</translation>
    </message>
    <message>
        <source>What was entered since is set aside. You can bring it back on this page until the next restore.</source>
        <translation>Lo registrado desde entonces se aparta. Puede recuperarlo en esta página hasta la próxima restauración.</translation>
    </message>
    <message>
        <source>You can work while the backup is read; then there is no connection for a moment. The lists are read anew, and you may have to sign in again with the password of that time. What was not sent yet is kept and sent afterwards.</source>
        <translation>Puede trabajar mientras se lee la copia; después, por un momento, no hay conexión. Las listas se leen de nuevo, y puede que deba iniciar sesión otra vez con la contraseña de entonces. Lo que aún no se envió se conserva y se envía después.</translation>
    </message>
    <message>
        <source>This backup is of another computer: its accounts come with it.</source>
        <translation>Esta copia es de otro equipo: sus cuentas vienen con ella.</translation>
    </message>
    <message>
        <source>Restore the backup of %1?</source>
        <translation>¿Restaurar la copia del %1?</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>The backup of %1 is in place. What was entered since is set aside and can be brought back. If you are asked to sign in again, use the password of that time.</source>
        <translation>La copia del %1 está en su lugar. Lo registrado desde entonces se apartó y se puede recuperar. Si se le pide iniciar sesión de nuevo, use la contraseña de entonces.</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Recuperar</translation>
    </message>
    <message>
        <source>Bring back what was set aside?</source>
        <translation>¿Recuperar lo que se apartó?</translation>
    </message>
    <message>
        <source>The restore of %1 is taken back: everything is as it was before it. What was entered since the restore is set aside instead. There is no connection for a moment, and you may have to sign in again.</source>
        <translation>Se deshace la restauración del %1: todo queda como antes de ella. Lo registrado desde la restauración se aparta en su lugar. Por un momento no hay conexión, y puede que deba iniciar sesión de nuevo.</translation>
    </message>
    <message>
        <source>What was set aside is back. What was there instead is set aside now.</source>
        <translation>Lo que se apartó está de vuelta. Lo que había en su lugar queda ahora apartado.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Copias de seguridad</translation>
    </message>
    <message>
        <source>&amp;Back up now</source>
        <translation>&amp;Hacer una copia ahora</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>&amp;Restaurar…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>&amp;Choose another folder…</source>
        <translation>&amp;Elegir otra carpeta…</translation>
    </message>
    <message>
        <source>Next backup</source>
        <translation>Próxima copia</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Apartado</translation>
    </message>
    <message>
        <source>Brin&amp;g back…</source>
        <translation>Rec&amp;uperar…</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Made by EvalTrack</source>
        <translation>Hecha con EvalTrack</translation>
    </message>
</context>
<context>
    <name>EvalTrack::Banner</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>EvalTrack::BulkEdit</name>
    <message>
        <source>&amp;Edit selected…</source>
        <translation>&amp;Editar lo seleccionado…</translation>
    </message>
    <message>
        <source>&amp;Paste from a spreadsheet…</source>
        <translation>&amp;Pegar desde una hoja de cálculo…</translation>
    </message>
    <message>
        <source>Too many rows at once</source>
        <translation>Demasiadas filas a la vez</translation>
    </message>
    <message>
        <source>%1 rows are selected. Change at most %2 together; filters help to select a part.</source>
        <translation>Hay %1 filas seleccionadas. Cambie como máximo %2 a la vez; los filtros ayudan a seleccionar una parte.</translation>
    </message>
    <message>
        <source>This cannot be pasted here</source>
        <translation>Esto no se puede pegar aquí</translation>
    </message>
    <message>
        <source>There are %1 columns on the clipboard and %2 in the list. Copy those that belong together, or show more columns.</source>
        <translation>Hay %1 columnas en el portapapeles y %2 en la lista. Copie las que van juntas o muestre más columnas.</translation>
    </message>
    <message>
        <source>There are %1 rows on the clipboard and %2 selected. Select as many rows as were copied, or the first one of as many.</source>
        <translation>Hay %1 filas en el portapapeles y %2 seleccionadas. Seleccione tantas filas como copió, o la primera de ellas.</translation>
    </message>
    <message>
        <source>This column cannot be changed by pasting.</source>
        <translation>Esta columna no se puede cambiar pegando.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::BulkEditDialog</name>
    <message numerus="yes">
        <source>Paste onto %n row(s)</source>
        <translation>
            <numerusform>Pegar en %n fila</numerusform>
            <numerusform>Pegar en %n filas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Edit %n selected row(s)</source>
        <translation>
            <numerusform>Editar %n fila seleccionada</numerusform>
            <numerusform>Editar %n filas seleccionadas</numerusform>
        </translation>
    </message>
    <message>
        <source>What will be changed</source>
        <translation>Lo que se cambiará</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>%1 of %2 recorded…</source>
        <translation>%1 de %2 registradas…</translation>
    </message>
    <message>
        <source>Name, ID, e-mail, job or department</source>
        <translation>Nombre, cédula, correo, cargo o departamento</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>Valor nuevo</translation>
    </message>
    <message>
        <source>Leave it &amp;empty</source>
        <translation>Dejarlo &amp;vacío</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Choose a field and its new value: the list below shows what would change before anything does.</source>
        <translation>Elija un campo y su valor nuevo: la lista de abajo muestra qué cambiaría antes de que cambie nada.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Revisando…</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) will change.</source>
        <translation>
            <numerusform>Cambiará %n fila.</numerusform>
            <numerusform>Cambiarán %n filas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing will change.</source>
        <translation>No cambiará nada.</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are so already.</source>
        <translation>
            <numerusform>%n valor ya es así.</numerusform>
            <numerusform>%n valores ya son así.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) cannot be changed.</source>
        <translation>
            <numerusform>%n valor no se puede cambiar.</numerusform>
            <numerusform>%n valores no se pueden cambiar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Change %n row(s)</source>
        <translation>
            <numerusform>&amp;Cambiar %n fila</numerusform>
            <numerusform>&amp;Cambiar %n filas</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>&amp;Cambiar</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed.</source>
        <translation>
            <numerusform>Se cambió %n fila.</numerusform>
            <numerusform>Se cambiaron %n filas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back.</source>
        <translation>Ctrl+Z lo deshace.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed, the others were not.</source>
        <translation>
            <numerusform>Se cambió %n fila; las demás, no.</numerusform>
            <numerusform>Se cambiaron %n filas; las demás, no.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>No se cambió nada.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>EvalTrack::BulkPlan</name>
    <message>
        <source>(nothing)</source>
        <translation>(nada)</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>queda igual</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Why it stays</source>
        <translation>Por qué queda igual</translation>
    </message>
</context>
<context>
    <name>EvalTrack::CameraPanel</name>
    <message>
        <source>There is no camera. Plug one in.</source>
        <translation>No hay ninguna cámara. Conecte una.</translation>
    </message>
    <message>
        <source>EvalTrack may not use the camera. Allow it in the privacy settings of this computer, then try again.</source>
        <translation>EvalTrack no tiene permiso para usar la cámara. Concédalo en los ajustes de privacidad de este equipo y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>Another program is using the camera. Close it, then try again.</source>
        <translation>Otro programa está usando la cámara. Ciérrelo y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>The camera was unplugged. Plug it in again.</source>
        <translation>Se ha desconectado la cámara. Vuelva a conectarla.</translation>
    </message>
    <message>
        <source>No picture comes from the camera. Close other programs that may use it, or plug it in again; then try again.</source>
        <translation>No llega imagen de la cámara. Cierre otros programas que puedan usarla, o vuelva a conectarla, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The camera does not work. Plug it in again or use another one, then try again.</source>
        <translation>La cámara no funciona. Vuelva a conectarla o use otra, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Picture of the camera</source>
        <translation>Imagen de la cámara</translation>
    </message>
    <message>
        <source>The camera is being switched on…</source>
        <translation>Encendiendo la cámara…</translation>
    </message>
    <message>
        <source>Hold the QR code in front of the camera until it is read.</source>
        <translation>Sostenga el código QR ante la cámara hasta que se lea.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
</context>
<context>
    <name>EvalTrack::CaptureFacts</name>
    <message>
        <source>Code %1</source>
        <translation>Código %1</translation>
    </message>
    <message>
        <source>Code read</source>
        <translation>Código leído</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Reached the server</source>
        <translation>Llegó al servidor</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>Cuenta como</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>What it changed</source>
        <translation>Qué cambió</translation>
    </message>
    <message>
        <source>Before: %1. After: %2.</source>
        <translation>Antes: %1. Después: %2.</translation>
    </message>
    <message>
        <source>no attendance</source>
        <translation>sin asistencia</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Decisión</translation>
    </message>
    <message>
        <source>%1 by %2, %3</source>
        <translation>%1 por %2, %3</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Device time</source>
        <translation>Hora del equipo</translation>
    </message>
    <message>
        <source>%1&#xa0;ms</source>
        <translation>%1&#xa0;ms</translation>
    </message>
    <message>
        <source>%1&#xa0;s</source>
        <translation>%1&#xa0;s</translation>
    </message>
    <message>
        <source>Server estimate</source>
        <translation>Hora según el servidor</translation>
    </message>
    <message>
        <source>%1, ±%2</source>
        <translation>%1, ±%2</translation>
    </message>
    <message>
        <source>None: only the clock of the device speaks.</source>
        <translation>Ninguno: solo se conoce el reloj del equipo.</translation>
    </message>
    <message>
        <source>Captured by</source>
        <translation>Capturado por</translation>
    </message>
    <message>
        <source>%1, capture %2, %3</source>
        <translation>%1, captura %2, %3</translation>
    </message>
    <message>
        <source>At the door</source>
        <translation>En la puerta</translation>
    </message>
    <message>
        <source>Told to wait: this door had no seat to give.</source>
        <translation>Se le dijo que esperara: esta puerta no tenía cupos que dar.</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Sentido</translation>
    </message>
    <message>
        <source>Leaving</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>Arriving</source>
        <translation>Llegada</translation>
    </message>
</context>
<context>
    <name>EvalTrack::CaptureFeedback</name>
    <message>
        <source>Ready</source>
        <translation>Listo para escanear</translation>
    </message>
    <message>
        <source>Scan a badge, or type a code and press Enter.</source>
        <translation>Escanee una credencial, o escriba un código y pulse Intro.</translation>
    </message>
    <message>
        <source>No event</source>
        <translation>Sin evento</translation>
    </message>
    <message>
        <source>There is no active event to capture for.</source>
        <translation>No hay ningún evento activo para el que capturar.</translation>
    </message>
    <message>
        <source>In at %1</source>
        <translation>Entró a las %1</translation>
    </message>
    <message>
        <source>Already in at %1</source>
        <translation>Ya entró a las %1</translation>
    </message>
    <message>
        <source>Already in</source>
        <translation>Ya entró</translation>
    </message>
    <message>
        <source>The event is not active; kept, to be reviewed</source>
        <translation>El evento no está activo; queda pendiente de revisión</translation>
    </message>
    <message>
        <source>Recorded.</source>
        <translation>Guardado.</translation>
    </message>
    <message>
        <source>Recorded on this computer.</source>
        <translation>Guardado en este equipo.</translation>
    </message>
    <message>
        <source>NOT RECORDED</source>
        <translation>NO SE GUARDÓ</translation>
    </message>
    <message>
        <source>Code %1</source>
        <translation>Código %1</translation>
    </message>
    <message>
        <source>This person is not active; kept, to be reviewed</source>
        <translation>La persona no está activa; queda pendiente de revisión</translation>
    </message>
    <message>
        <source>The registration was cancelled; kept, to be reviewed</source>
        <translation>La inscripción estaba cancelada; queda pendiente de revisión</translation>
    </message>
    <message>
        <source>Nobody has this code; kept, to be reviewed</source>
        <translation>Nadie tiene este código; queda pendiente de revisión</translation>
    </message>
    <message>
        <source>Nothing is recorded</source>
        <translation>No se registra nada</translation>
    </message>
    <message>
        <source>This capture station was switched off by an administrator.</source>
        <translation>Un administrador desactivó esta estación de captura.</translation>
    </message>
    <message>
        <source>Read twice; in since %1</source>
        <translation>Leída dos veces; dentro desde las %1</translation>
    </message>
    <message>
        <source>Read twice</source>
        <translation>Leída dos veces</translation>
    </message>
    <message>
        <source>In at %1, not registered before</source>
        <translation>Entró a las %1, sin inscripción previa</translation>
    </message>
    <message>
        <source>No seat is left at this door; on the waiting list</source>
        <translation>No quedan cupos en esta puerta; queda en lista de espera</translation>
    </message>
    <message>
        <source>Who is leaving?</source>
        <translation>¿Quién sale?</translation>
    </message>
    <message>
        <source>Out at %1</source>
        <translation>Salió a las %1</translation>
    </message>
    <message>
        <source>In again at %1, out since %2</source>
        <translation>Volvió a entrar a las %1; fuera desde las %2</translation>
    </message>
    <message>
        <source>In again at %1</source>
        <translation>Volvió a entrar a las %1</translation>
    </message>
    <message>
        <source>Already out at %1</source>
        <translation>Ya había salido a las %1</translation>
    </message>
    <message>
        <source>Already out</source>
        <translation>Ya había salido</translation>
    </message>
    <message>
        <source>Left without a recorded arrival; kept, to be reviewed</source>
        <translation>Salió sin llegada registrada; queda pendiente de revisión</translation>
    </message>
</context>
<context>
    <name>EvalTrack::CapturePage</name>
    <message>
        <source>Capture</source>
        <translation>Captura</translation>
    </message>
    <message>
        <source>NOT RECORDED</source>
        <translation>NO SE GUARDÓ</translation>
    </message>
    <message numerus="yes">
        <source>Online; %n record(s) being sent.</source>
        <translation>
            <numerusform>En línea; enviando %n registro.</numerusform>
            <numerusform>En línea; enviando %n registros.</numerusform>
        </translation>
    </message>
    <message>
        <source>Online; the server has everything.</source>
        <translation>En línea; todo está en el servidor.</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Badge or national ID</source>
        <translation>Credencial o cédula</translation>
    </message>
    <message>
        <source>Scan, or type and press Enter</source>
        <translation>Escanee, o escriba y pulse Intro</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Salir de pantalla completa</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Full screen (F11)</source>
        <translation>Pantalla completa (F11)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>No captures yet</source>
        <translation>Todavía no hay capturas</translation>
    </message>
    <message>
        <source>List as of %1.</source>
        <comment>time</comment>
        <translation>Lista de las %1.</translation>
    </message>
    <message>
        <source>List as of %1.</source>
        <comment>date and time</comment>
        <translation>Lista del %1.</translation>
    </message>
    <message>
        <source>Show check-in code</source>
        <translation>Mostrar código de llegada</translation>
    </message>
    <message>
        <source>A code on this screen, by which people check themselves in</source>
        <translation>Un código en esta pantalla con el que cada persona registra su llegada</translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong PINs. Try again in %n second(s).</source>
        <translation>
            <numerusform>Demasiados PIN equivocados. Pruebe de nuevo en %n segundo.</numerusform>
            <numerusform>Demasiados PIN equivocados. Pruebe de nuevo en %n segundos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type your PIN and press Enter.</source>
        <translation>Escriba su PIN y pulse Intro.</translation>
    </message>
    <message>
        <source>Not recorded yet.</source>
        <translation>Aún no se ha guardado.</translation>
    </message>
    <message>
        <source>The PIN is wrong. Type it again.</source>
        <translation>El PIN no es correcto. Escríbalo de nuevo.</translation>
    </message>
    <message>
        <source>PIN of %1</source>
        <translation>PIN de %1</translation>
    </message>
    <message>
        <source>Captures on this computer</source>
        <translation>Capturas en este equipo</translation>
    </message>
    <message>
        <source>This QR code is not a badge.</source>
        <translation>Este código QR no es de una credencial.</translation>
    </message>
    <message>
        <source>Use camera</source>
        <translation>Usar la cámara</translation>
    </message>
    <message>
        <source>Reads QR codes that are held in front of the camera</source>
        <translation>Lee los códigos QR que se sostienen ante la cámara</translation>
    </message>
    <message numerus="yes">
        <source>%n have left</source>
        <translation>
            <numerusform>%n ya salió</numerusform>
            <numerusform>%n ya salieron</numerusform>
        </translation>
    </message>
    <message>
        <source>Leaving: badge or national ID</source>
        <translation>Salida: credencial o cédula</translation>
    </message>
    <message>
        <source>Switched on, whoever shows a badge goes out (F9)</source>
        <translation>Si está activado, quien muestre su credencial sale (F9)</translation>
    </message>
    <message>
        <source>This event begins %1. Whoever is captured now counts as present.</source>
        <translation>Este evento comienza: %1. Quien se registre ahora cuenta como presente.</translation>
    </message>
    <message>
        <source>This event ended %1. Whoever is captured now counts as present.</source>
        <translation>Este evento terminó: %1. Quien se registre ahora cuenta como presente.</translation>
    </message>
    <message>
        <source>Record departures</source>
        <translation>Registrar salidas</translation>
    </message>
    <message>
        <source>Mute sounds</source>
        <translation>Silenciar los sonidos</translation>
    </message>
    <message>
        <source>Switched on, captures are seen and not heard</source>
        <translation>Si está activado, las capturas se ven pero no se oyen</translation>
    </message>
    <message>
        <source>present of %1 on the list and %2 seats</source>
        <translation>presentes de %1 en la lista y %2 cupos</translation>
    </message>
    <message>
        <source>present of %1 on the list</source>
        <translation>presentes de %1 en la lista</translation>
    </message>
    <message numerus="yes">
        <source>No connection. Keep going: %n record(s) are safe on this computer and will be sent.</source>
        <translation>
            <numerusform>Sin conexión. Continúe: %n registro está a salvo en este equipo y se enviará.</numerusform>
            <numerusform>Sin conexión. Continúe: %n registros están a salvo en este equipo y se enviarán.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server takes nothing at present: %n record(s) are safe on this computer.</source>
        <translation>
            <numerusform>El servidor no recibe nada por ahora: %n registro está a salvo en este equipo.</numerusform>
            <numerusform>El servidor no recibe nada por ahora: %n registros están a salvo en este equipo.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::CertificatesButton</name>
    <message>
        <source>Certi&amp;ficate of attendance…</source>
        <translation>Constancia de asis&amp;tencia…</translation>
    </message>
    <message>
        <source>Certificate of attendance</source>
        <translation>Constancia de asistencia</translation>
    </message>
    <message>
        <source>Certificate %1</source>
        <translation>Constancia %1</translation>
    </message>
    <message>
        <source>Certificates %1</source>
        <translation>Constancias %1</translation>
    </message>
    <message numerus="yes">
        <source>%n certificate(s) saved in “%1”.</source>
        <translation>
            <numerusform>%n constancia guardada en «%1».</numerusform>
            <numerusform>%n constancias guardadas en «%1».</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Name of the organization</source>
        <translation>Nombre de la organización</translation>
    </message>
    <message>
        <source>It stands at the top of each certificate that is written on this computer. Leave it empty to have none.</source>
        <translation>Encabeza cada constancia que se escribe en este equipo. Déjelo vacío para no poner ninguno.</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organización</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Certi&amp;ficate…</source>
        <translation>Constanc&amp;ia…</translation>
    </message>
    <message>
        <source>A PDF that says that you attended; for attendances that are confirmed</source>
        <translation>Un PDF que dice que usted asistió; de las asistencias confirmadas</translation>
    </message>
    <message>
        <source>Certi&amp;ficates</source>
        <translation>Constanc&amp;ias</translation>
    </message>
    <message>
        <source>Certificates of attendance as a PDF</source>
        <translation>Constancias de asistencia en PDF</translation>
    </message>
    <message>
        <source>Of who is &amp;selected and attended…</source>
        <translation>De quienes están &amp;seleccionados y asistieron…</translation>
    </message>
    <message>
        <source>Of &amp;everybody who attended this event…</source>
        <translation>De &amp;todos los que asistieron a este evento…</translation>
    </message>
    <message>
        <source>&amp;Name of the organization…</source>
        <translation>&amp;Nombre de la organización…</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ChartPanel</name>
    <message>
        <source>Show the chart</source>
        <translation>Ver el gráfico</translation>
    </message>
    <message>
        <source>Show the numbers</source>
        <translation>Ver los números</translation>
    </message>
</context>
<context>
    <name>EvalTrack::CheckInCodePage</name>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>No event</source>
        <translation>Sin evento</translation>
    </message>
    <message>
        <source>Choose an event in Capture first.</source>
        <translation>Elija primero un evento en Captura.</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Todavía no</translation>
    </message>
    <message>
        <source>The server has to know the event first. It is sent as soon as there is a connection.</source>
        <translation>El servidor tiene que conocer antes el evento. Se envía en cuanto haya conexión.</translation>
    </message>
    <message>
        <source>No code</source>
        <translation>Sin código</translation>
    </message>
    <message>
        <source>The server is needed once to show the code.</source>
        <translation>Para mostrar el código hace falta el servidor una vez.</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Un momento</translation>
    </message>
    <message>
        <source>The code is being prepared.</source>
        <translation>Se está preparando el código.</translation>
    </message>
    <message>
        <source>Check-in is not open yet</source>
        <translation>Aún no se puede registrar la llegada</translation>
    </message>
    <message>
        <source>The code appears here at %1, half an hour before the event.</source>
        <translation>El código aparecerá aquí el %1, media hora antes del evento.</translation>
    </message>
    <message>
        <source>The event is over</source>
        <translation>El evento terminó</translation>
    </message>
    <message>
        <source>Nobody can check in any more.</source>
        <translation>Ya nadie puede registrar su llegada.</translation>
    </message>
    <message>
        <source>Check-in code</source>
        <translation>Código de llegada</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Captura</translation>
    </message>
    <message>
        <source>Back to capture</source>
        <translation>Volver a la captura</translation>
    </message>
    <message>
        <source>Seconds until the code changes</source>
        <translation>Segundos hasta que cambie el código</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Salir de pantalla completa</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Full screen (F11)</source>
        <translation>Pantalla completa (F11)</translation>
    </message>
    <message>
        <source>%1 present of %2 on the list</source>
        <translation>%1 presentes de %2 en la lista</translation>
    </message>
    <message>
        <source>Open “Check in” in EvalTrack and scan this code.</source>
        <translation>Abra «Registrar llegada» en EvalTrack y escanee este código.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::CheckInPage</name>
    <message>
        <source>NOT RECORDED</source>
        <translation>NO SE GUARDÓ</translation>
    </message>
    <message>
        <source>This is not the check-in code of an event.</source>
        <translation>Este no es el código de llegada de un evento.</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Un momento</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Consultando al servidor…</translation>
    </message>
    <message>
        <source>This code is no longer good. Read the one that is shown now.</source>
        <translation>Este código ya no vale. Escanee el que se muestra ahora.</translation>
    </message>
    <message>
        <source>Check-in opens half an hour before the event.</source>
        <translation>La llegada se puede registrar desde media hora antes del evento.</translation>
    </message>
    <message>
        <source>The event is over.</source>
        <translation>El evento terminó.</translation>
    </message>
    <message>
        <source>The event is not active.</source>
        <translation>El evento no está activo.</translation>
    </message>
    <message>
        <source>The server did not answer. Try again with the same code.</source>
        <translation>El servidor no respondió. Intente de nuevo con el mismo código.</translation>
    </message>
    <message>
        <source>You are in</source>
        <translation>Está presente</translation>
    </message>
    <message>
        <source>Recorded at %1.</source>
        <translation>Registrado a las %1.</translation>
    </message>
    <message>
        <source>You were in already</source>
        <translation>Ya estaba presente</translation>
    </message>
    <message>
        <source>Kept as well, at %1.</source>
        <translation>También quedó registrado, a las %1.</translation>
    </message>
    <message>
        <source>Human resources decide</source>
        <translation>Decide recursos humanos</translation>
    </message>
    <message>
        <source>Your arrival at %1 is recorded.</source>
        <translation>Su llegada a las %1 quedó registrada.</translation>
    </message>
    <message>
        <source>No code can be read in this picture. Take it from closer by, with the whole code in it.</source>
        <translation>En esta imagen no se puede leer ningún código. Tómela más de cerca, con el código entero.</translation>
    </message>
    <message>
        <source>Picture of the code</source>
        <translation>Imagen del código</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>Registrar llegada</translation>
    </message>
    <message>
        <source>Read the code on the screen of your event with a scanner, or take a picture of it and paste it (Ctrl+V), drop it here or choose the file. The code changes every 15 seconds.</source>
        <translation>Escanee el código que muestra la pantalla de su evento, o tómele una foto y péguela (Ctrl+V), arrástrela aquí o elija el archivo. El código cambia cada 15 segundos.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Scan, paste or type the code</source>
        <translation>Escanee, pegue o escriba el código</translation>
    </message>
    <message>
        <source>&amp;Check in</source>
        <translation>&amp;Registrar llegada</translation>
    </message>
    <message>
        <source>Choose &amp;picture…</source>
        <translation>Elegir &amp;imagen…</translation>
    </message>
    <message>
        <source>Stop ca&amp;mera</source>
        <translation>Detener la cá&amp;mara</translation>
    </message>
    <message>
        <source>Use ca&amp;mera</source>
        <translation>Usar la cá&amp;mara</translation>
    </message>
    <message>
        <source>Waiting for the code</source>
        <translation>Esperando el código</translation>
    </message>
    <message>
        <source>You are checked in as soon as this screen says so.</source>
        <translation>Su llegada queda registrada en cuanto esta pantalla lo diga.</translation>
    </message>
    <message>
        <source>Only with a connection</source>
        <translation>Solo con conexión</translation>
    </message>
    <message>
        <source>The server judges the code. Without a connection somebody at the door can record you.</source>
        <translation>El servidor comprueba el código. Sin conexión, quien atiende la puerta puede registrar su llegada.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::CodeCard</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Enrollment code, good until %1</source>
        <translation>Código de alta, válido hasta %1</translation>
    </message>
    <message>
        <source>EvalTrack works on this computer alone here, so no other computer can reach its server: sign out and choose “Use this computer as a capture station”, or set up a server in your network. The code works once and is not shown again.</source>
        <translation>EvalTrack trabaja aquí solo en este equipo y ningún otro puede llegar a su servidor: cierre la sesión y elija «Usar este equipo como estación de captura», o instale un servidor en su red. El código sirve una sola vez y no se vuelve a mostrar.</translation>
    </message>
    <message>
        <source>On the computer at the door: start EvalTrack, choose “Use this computer as a capture station”, type the address %1 and this code. It works once and is not shown again.</source>
        <translation>En el equipo de la puerta: abra EvalTrack, elija «Usar este equipo como estación de captura» y escriba la dirección %1 y este código. Sirve una sola vez y no se vuelve a mostrar.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ColumnFilterPopup</name>
    <message>
        <source>(empty)</source>
        <translation>(vacío)</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <source>No filter</source>
        <translation>Sin filtro</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>Filtro: %1</translation>
    </message>
    <message>
        <source>Which rows</source>
        <translation>Qué filas</translation>
    </message>
    <message>
        <source>With a text or a value</source>
        <translation>Con un texto o un valor</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>Desde … hasta …</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Vacío</translation>
    </message>
    <message>
        <source>Not empty</source>
        <translation>No vacío</translation>
    </message>
    <message>
        <source>Contains…</source>
        <translation>Contiene…</translation>
    </message>
    <message>
        <source>Text that is contained</source>
        <translation>Texto que contiene</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valores</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Cualquiera</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Este mes</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Este año</translation>
    </message>
    <message>
        <source>Shows: %1</source>
        <translation>Muestra: %1</translation>
    </message>
    <message>
        <source>Shows every row.</source>
        <translation>Muestra todas las filas.</translation>
    </message>
    <message>
        <source>contains “%1”</source>
        <translation>contiene «%1»</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vacío</translation>
    </message>
    <message>
        <source>not empty</source>
        <translation>no vacío</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>y %1 más</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>hasta %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>desde %1</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>desde %1 hasta %2</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ColumnMapping</name>
    <message>
        <source>— left out —</source>
        <translation>— se omite —</translation>
    </message>
    <message>
        <source>What column %1 says</source>
        <translation>Qué dice la columna %1</translation>
    </message>
    <message>
        <source>What column “%1” says</source>
        <translation>Qué dice la columna «%1»</translation>
    </message>
</context>
<context>
    <name>EvalTrack::CommandPalette</name>
    <message>
        <source>A person, an event, a screen, something to do</source>
        <translation>Una persona, un evento, una pantalla, algo que hacer</translation>
    </message>
    <message>
        <source>Find and go</source>
        <translation>Buscar e ir</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Lo que se encontró</translation>
    </message>
    <message>
        <source>Nothing is called that. People are found by name, ID, e-mail, job and department; events by their title.</source>
        <translation>Nada se llama así. Las personas se encuentran por nombre, cédula, correo, cargo y departamento; los eventos, por su título.</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inactivo</translation>
    </message>
    <message>
        <source>An event, a screen, something to do</source>
        <translation>Un evento, una pantalla, algo que hacer</translation>
    </message>
    <message>
        <source>Nothing is called that. Events are found by their title.</source>
        <translation>Nada se llama así. Los eventos se encuentran por su título.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ConflictGrid</name>
    <message>
        <source>All &amp;mine</source>
        <translation>Todo lo &amp;mío</translation>
    </message>
    <message>
        <source>All &amp;theirs</source>
        <translation>&amp;Todo lo suyo</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Mío</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Suyo</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>Antes: %1</translation>
    </message>
    <message>
        <source>%1, mine: %2</source>
        <translation>%1, mío: %2</translation>
    </message>
    <message>
        <source>%1, theirs: %2</source>
        <translation>%1, suyo: %2</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(vacío)</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>EvalTrack::DashboardPage</name>
    <message>
        <source>Dashboard</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>Nothing is planned yet.</source>
        <translation>Todavía no hay nada previsto.</translation>
    </message>
    <message>
        <source>Nothing to show yet.</source>
        <translation>Todavía no hay nada que mostrar.</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>Todavía no hay cifras</translation>
    </message>
    <message>
        <source>They come from the server, which cannot be reached now. Everything else works without it.</source>
        <translation>Vienen del servidor, que ahora no responde. Todo lo demás funciona sin él.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>You are offline. These are the figures as of %1.</source>
        <translation>Está sin conexión. Últimas cifras: %1.</translation>
    </message>
    <message>
        <source>My upcoming events</source>
        <translation>Mis próximos eventos</translation>
    </message>
    <message>
        <source>Upcoming events</source>
        <translation>Próximos eventos</translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation>Calculando…</translation>
    </message>
    <message>
        <source>being worked out</source>
        <translation>calculando</translation>
    </message>
    <message>
        <source>Events since %1, as of %2 (%3)</source>
        <translation>Eventos desde el %1; cifras del %2 (%3)</translation>
    </message>
    <message>
        <source>As of %1 (%2)</source>
        <translation>Cifras del %1 (%2)</translation>
    </message>
</context>
<context>
    <name>EvalTrack::DateField</name>
    <message>
        <source>Type the date as in %1.</source>
        <translation>Escriba la fecha como en %1.</translation>
    </message>
    <message>
        <source>No earlier than %1.</source>
        <translation>No antes del %1.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::DepartmentForm</name>
    <message>
        <source>Choose a person from the list, or leave it empty.</source>
        <translation>Elija una persona de la lista, o déjelo vacío.</translation>
    </message>
    <message>
        <source>This person has not reached the server yet.</source>
        <translation>Esta persona todavía no ha llegado al servidor.</translation>
    </message>
    <message>
        <source>Another department has this name.</source>
        <translation>Otro departamento tiene este nombre.</translation>
    </message>
    <message>
        <source>None: at the top</source>
        <translation>Ninguno: en lo más alto</translation>
    </message>
    <message>
        <source>Choose a department</source>
        <translation>Elija un departamento</translation>
    </message>
    <message>
        <source>%1 was created.</source>
        <translation>Se creó %1.</translation>
    </message>
    <message>
        <source>%1 was changed.</source>
        <translation>Se modificó %1.</translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation>Se quitó %1.</translation>
    </message>
    <message>
        <source>Nobody is in %1.</source>
        <translation>Nadie está en %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) in %1 move to the department that you choose here.</source>
        <translation>
            <numerusform>%n persona de %1 pasa al departamento que elija aquí.</numerusform>
            <numerusform>%n personas de %1 pasan al departamento que elija aquí.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n department(s) below it come to the top.</source>
        <translation>
            <numerusform>El departamento que depende de él pasa a lo más alto.</numerusform>
            <numerusform>Los %n departamentos que dependen de él pasan a lo más alto.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n department(s) below it come under %1.</source>
        <translation>
            <numerusform>El departamento que depende de él pasa a depender de %1.</numerusform>
            <numerusform>Los %n departamentos que dependen de él pasan a depender de %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The department disappears from every list; what was recorded of its people stays.</source>
        <translation>El departamento desaparece de todas las listas; lo que se registró de sus personas queda.</translation>
    </message>
    <message>
        <source>New department</source>
        <translation>Departamento nuevo</translation>
    </message>
    <message>
        <source>Remove this department?</source>
        <translation>¿Quitar este departamento?</translation>
    </message>
    <message>
        <source>It has not reached the server yet; people can be put into it then.</source>
        <translation>Todavía no ha llegado al servidor; entonces se podrán poner personas en él.</translation>
    </message>
    <message>
        <source>Nobody is in it.</source>
        <translation>Nadie está en él.</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) are in it.</source>
        <translation>
            <numerusform>%n persona está en él.</numerusform>
            <numerusform>%n personas están en él.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With the departments below it there are %n.</source>
        <translation>
            <numerusform>Con los departamentos que dependen de él hay %n.</numerusform>
            <numerusform>Con los departamentos que dependen de él hay %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Crear</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Under</source>
        <translation>Depende de</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Escriba un nombre</translation>
    </message>
    <message>
        <source>Its people go to</source>
        <translation>Sus personas pasan a</translation>
    </message>
    <message>
        <source>Show its people</source>
        <translation>Ver sus personas</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Quitar…</translation>
    </message>
    <message>
        <source>Remove the department</source>
        <translation>Quitar el departamento</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Conservarlo</translation>
    </message>
    <message numerus="yes">
        <source>%n of them no longer active.</source>
        <translation>
            <numerusform>%n de ellas ya no está activa.</numerusform>
            <numerusform>%n de ellas ya no están activas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::DepartmentsPage</name>
    <message numerus="yes">
        <source>%n department(s)</source>
        <translation>
            <numerusform>%n departamento</numerusform>
            <numerusform>%n departamentos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>No departments yet</source>
        <translation>Todavía no hay departamentos</translation>
    </message>
    <message>
        <source>People are put into departments, and reports are told by them.</source>
        <translation>Las personas se ponen en departamentos, y los informes se cuentan por ellos.</translation>
    </message>
    <message>
        <source>New department</source>
        <translation>Departamento nuevo</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>No se encontró nada</translation>
    </message>
    <message>
        <source>No department and no head has this name.</source>
        <translation>Ningún departamento ni responsable tiene este nombre.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Ver todos</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>Departamentos</translation>
    </message>
    <message>
        <source>Search by name or head</source>
        <translation>Buscar por nombre o responsable</translation>
    </message>
    <message>
        <source>Search departments</source>
        <translation>Buscar departamentos</translation>
    </message>
    <message>
        <source>&amp;New department</source>
        <translation>&amp;Departamento nuevo</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>&amp;Cargos</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>With those below</source>
        <translation>Con los de abajo</translation>
    </message>
</context>
<context>
    <name>EvalTrack::DesktopNotices</name>
    <message numerus="yes">
        <source>%n new notification(s)</source>
        <translation>
            <numerusform>%n notificación nueva</numerusform>
            <numerusform>%n notificaciones nuevas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::DesktopUi</name>
    <message>
        <source>Sign in again</source>
        <translation>Iniciar sesión de nuevo</translation>
    </message>
    <message>
        <source>Certificate of the server</source>
        <translation>Certificado del servidor</translation>
    </message>
    <message>
        <source>Your account does not open what the link leads to.</source>
        <translation>Su cuenta no puede abrir lo que indica el enlace.</translation>
    </message>
    <message>
        <source>The link leads nowhere in EvalTrack.</source>
        <translation>El enlace no lleva a nada en EvalTrack.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::DeviceForm</name>
    <message>
        <source>The code was copied.</source>
        <translation>Se copió el código.</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>En servicio</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Desactivada</translation>
    </message>
    <message>
        <source>%1 was changed.</source>
        <translation>Se modificó %1.</translation>
    </message>
    <message>
        <source>%1 can be set up again with a new code.</source>
        <translation>%1 se puede volver a configurar con un código nuevo.</translation>
    </message>
    <message>
        <source>Switch this capture station off?</source>
        <translation>¿Desactivar esta estación de captura?</translation>
    </message>
    <message>
        <source>%1 records nothing more from its next contact with the server on. What it has recorded and not sent stays on that computer; switch it on again and give it a new code to get it.</source>
        <translation>%1 no registra nada más a partir de su próximo contacto con el servidor. Lo que registró y no envió queda en ese equipo; para recuperarlo, vuelva a activarla y dele un código nuevo.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Desactivar</translation>
    </message>
    <message>
        <source>%1 was switched off.</source>
        <translation>Se desactivó %1.</translation>
    </message>
    <message>
        <source>Make a new code?</source>
        <translation>¿Crear un código nuevo?</translation>
    </message>
    <message>
        <source>The computer that works as %1 sends nothing more until the new code is typed there. What it records meanwhile is kept on it.</source>
        <translation>El equipo que trabaja como %1 no envía nada más hasta que se escriba allí el código nuevo. Lo que registre mientras tanto queda guardado en él.</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>Código nuevo</translation>
    </message>
    <message>
        <source>Capture stations are decided by the server, and it cannot be reached now. What you typed stays here; save again when you are online.</source>
        <translation>Las estaciones de captura las decide el servidor, y ahora no se puede acceder a él. Lo que escribió queda aquí; guarde de nuevo cuando haya conexión.</translation>
    </message>
    <message>
        <source>New capture station</source>
        <translation>Estación de captura nueva</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Desde el %1</translation>
    </message>
    <message>
        <source>Exit PIN</source>
        <translation>PIN para cerrar</translation>
    </message>
    <message>
        <source>New exit PIN</source>
        <translation>Nuevo PIN para cerrar</translation>
    </message>
    <message>
        <source>%1 to %2 digits. Needed to close the capture screen.</source>
        <translation>De %1 a %2 dígitos. Hace falta para cerrar la pantalla de captura.</translation>
    </message>
    <message>
        <source>Leave it empty to keep the present one.</source>
        <translation>Déjelo vacío para conservar el actual.</translation>
    </message>
    <message>
        <source>Last seen %1.</source>
        <translation>Última conexión: %1.</translation>
    </message>
    <message>
        <source>Its code can be used until %1.</source>
        <translation>Su código sirve hasta las %1.</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Crear</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>S&amp;witch on</source>
        <translation>Ac&amp;tivar</translation>
    </message>
    <message>
        <source>S&amp;witch off</source>
        <translation>Desac&amp;tivar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Where it stands, such as “North entrance”.</source>
        <translation>Dónde está, por ejemplo «Entrada norte».</translation>
    </message>
    <message>
        <source> seconds</source>
        <translation> segundos</translation>
    </message>
    <message>
        <source>&amp;New code</source>
        <translation>Código &amp;nuevo</translation>
    </message>
    <message>
        <source>Personal PIN</source>
        <translation>PIN personal</translation>
    </message>
    <message>
        <source>Ask people who have one</source>
        <translation>Pedirlo a quien tenga uno</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Ignore repeated reads within</source>
        <translation>Ignorar lecturas repetidas durante</translation>
    </message>
    <message>
        <source>A badge read again within this time is reported as a repeat and counts once. It is the same for all stations of a place.</source>
        <translation>Si una credencial se lee otra vez dentro de este tiempo, se indica que se repitió y cuenta una sola vez. Es igual para todas las estaciones de un lugar.</translation>
    </message>
    <message>
        <source>Waiting for its code</source>
        <translation>Espera su código</translation>
    </message>
    <message>
        <source>After the badge, even without a network.</source>
        <translation>Después de la credencial, también sin red.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::DevicesPage</name>
    <message numerus="yes">
        <source>%n station(s)</source>
        <translation>
            <numerusform>%n estación</numerusform>
            <numerusform>%n estaciones</numerusform>
        </translation>
    </message>
    <message>
        <source>New station</source>
        <translation>Estación nueva</translation>
    </message>
    <message>
        <source>Capture stations are kept by the server, and it cannot be reached now. They can be seen and changed when you are online again.</source>
        <translation>Las estaciones de captura están en el servidor, y ahora no se puede acceder a él. Se podrán ver y modificar cuando haya conexión.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Only with a connection</source>
        <translation>Solo con conexión</translation>
    </message>
    <message>
        <source>The list of capture stations comes from the server.</source>
        <translation>La lista de estaciones de captura viene del servidor.</translation>
    </message>
    <message>
        <source>Capture stations</source>
        <translation>Estaciones de captura</translation>
    </message>
    <message>
        <source>&amp;New station</source>
        <translation>&amp;Estación nueva</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Última conexión</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>No capture stations yet</source>
        <translation>Aún no hay estaciones de captura</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>A capture station is a computer at a door. It works without anybody signed in, even without a network.</source>
        <translation>Una estación de captura es un equipo en una puerta. Funciona sin que nadie inicie sesión, también sin red.</translation>
    </message>
    <message>
        <source>New capture station</source>
        <translation>Estación de captura nueva</translation>
    </message>
    <message>
        <source>This list is as it was read last. Nothing can be changed without a connection.</source>
        <translation>Esta lista está como se leyó la última vez. Sin conexión no se puede cambiar nada.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::DocumentForm</name>
    <message>
        <source>“%1” was added.</source>
        <translation>Se añadió «%1».</translation>
    </message>
    <message>
        <source>“%1” was changed.</source>
        <translation>Se cambió «%1».</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>¿Quitar «%1»?</translation>
    </message>
    <message>
        <source>It will not be shown to anybody any more.</source>
        <translation>Ya no se le mostrará a nadie.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>Se quitó «%1».</translation>
    </message>
    <message>
        <source>Save a copy of “%1”</source>
        <translation>Guardar una copia de «%1»</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>Se guardó como «%1».</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Documents are kept by the server, and it cannot be reached now. The file and what you typed stay here; add it again when you are online.</source>
        <translation>Los documentos los guarda el servidor, y ahora no se llega a él. El archivo y lo que escribió se quedan aquí; añádalo de nuevo cuando haya conexión.</translation>
    </message>
    <message>
        <source>Documents are kept by the server, and it cannot be reached now. What you typed stays here; try again when you are online.</source>
        <translation>Los documentos los guarda el servidor, y ahora no se llega a él. Lo que escribió se queda aquí; inténtelo de nuevo cuando haya conexión.</translation>
    </message>
    <message>
        <source>The server does not take this file. It takes PDF, pictures (JPEG, PNG, WebP), Word and Excel files without macros and plain text (UTF-8), when they are what their name says.</source>
        <translation>El servidor no acepta este archivo. Acepta PDF, imágenes (JPEG, PNG, WebP), archivos de Word y Excel sin macros y texto simple (UTF-8), si son lo que dice su nombre.</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>Documento nuevo</translation>
    </message>
    <message>
        <source>added by %1 on %2</source>
        <translation>añadido por %1 el %2</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Añadir</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Válido hasta</translation>
    </message>
    <message>
        <source>Leave it empty when it has no end.</source>
        <translation>Déjelo vacío si no vence.</translation>
    </message>
    <message>
        <source>Save a co&amp;py…</source>
        <translation>Guardar una co&amp;pia…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Quitar…</translation>
    </message>
</context>
<context>
    <name>EvalTrack::DocumentsPage</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n documento</numerusform>
            <numerusform>%n documentos</numerusform>
        </translation>
    </message>
    <message>
        <source>This person is not on the server yet</source>
        <translation>Esta persona aún no está en el servidor</translation>
    </message>
    <message>
        <source>Documents can be added once the profile has reached the server.</source>
        <translation>Los documentos se pueden añadir cuando el perfil haya llegado al servidor.</translation>
    </message>
    <message>
        <source>No documents yet</source>
        <translation>Aún no hay documentos</translation>
    </message>
    <message>
        <source>Contracts, identity documents, certificates and the like, each with the day until which it is valid.</source>
        <translation>Contratos, documentos de identidad, certificados y demás, cada uno con el día hasta el que vale.</translation>
    </message>
    <message>
        <source>What human resources keeps about you appears here.</source>
        <translation>Aquí aparece lo que Recursos Humanos guarda sobre usted.</translation>
    </message>
    <message>
        <source>Add a document</source>
        <translation>Añadir un documento</translation>
    </message>
    <message>
        <source>Documents are kept by the server, and it cannot be reached now. They can be seen and changed when you are online again.</source>
        <translation>Los documentos los guarda el servidor, y ahora no se llega a él. Podrá verlos y cambiarlos cuando vuelva la conexión.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Only with a connection</source>
        <translation>Solo con conexión</translation>
    </message>
    <message>
        <source>The list of documents comes from the server.</source>
        <translation>La lista de documentos viene del servidor.</translation>
    </message>
    <message>
        <source>A document of %1</source>
        <translation>Un documento de %1</translation>
    </message>
    <message>
        <source>“%1” is too large: a document may have up to %2.</source>
        <translation>«%1» es demasiado grande: un documento puede tener hasta %2.</translation>
    </message>
    <message>
        <source>“%1” is empty or cannot be read.</source>
        <translation>«%1» está vacío o no se puede leer.</translation>
    </message>
    <message>
        <source>My documents</source>
        <translation>Mis documentos</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
    <message>
        <source>Documents of %1</source>
        <translation>Documentos de %1</translation>
    </message>
    <message>
        <source>My profile</source>
        <translation>Mi perfil</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Add a docume&amp;nt…</source>
        <translation>Añadir un docume&amp;nto…</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Válido hasta</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>Vigencia</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Added on</source>
        <translation>Añadido el</translation>
    </message>
    <message>
        <source>Added by</source>
        <translation>Añadido por</translation>
    </message>
    <message>
        <source>This list is as it was read last. Nothing can be changed without a connection.</source>
        <translation>Esta lista está como se leyó la última vez. Sin conexión no se puede cambiar nada.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::EditorPanel</name>
    <message>
        <source>Close (Esc)</source>
        <translation>Cerrar (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>EvalTrack::EnrolPage</name>
    <message numerus="yes">
        <source>A code has %n letters and digits, such as 7H3KP-0QWXZ.</source>
        <translation>
            <numerusform>Un código tiene %n letra o dígito, como 7H3KP-0QWXZ.</numerusform>
            <numerusform>Un código tiene %n letras y dígitos, como 7H3KP-0QWXZ.</numerusform>
        </translation>
    </message>
    <message>
        <source>This code is not right, was used already or is older than an hour.</source>
        <translation>Este código no es correcto, ya se usó o tiene más de una hora.</translation>
    </message>
    <message>
        <source>This code is of another station. Sign this one off first, or ask for a new code of this one.</source>
        <translation>Este código es de otra estación. Dé de baja primero esta, o pida un código nuevo para ella.</translation>
    </message>
    <message>
        <source>A capture station keeps its key in the keychain of this computer, and that does not answer. Unlock it, or set one up that opens with the computer. The code was not used.</source>
        <translation>Una estación de captura guarda su clave en el llavero de este equipo, y el llavero no responde. Desbloquéelo o configure uno que se abra con el equipo. El código no se usó.</translation>
    </message>
    <message>
        <source>Capture station</source>
        <translation>Estación de captura</translation>
    </message>
    <message>
        <source>Good for an hour, for one computer.</source>
        <translation>Vale una hora, para un solo equipo.</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>Servidor: %1</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>Configurando…</translation>
    </message>
    <message>
        <source>Set up this station</source>
        <translation>Configurar esta estación</translation>
    </message>
    <message>
        <source>An administrator creates the station under “Capture stations” and gets the code. This computer then works without anybody signed in.</source>
        <translation>Un administrador crea la estación en «Estaciones de captura» y recibe el código. Después, este equipo funciona sin que nadie inicie sesión.</translation>
    </message>
    <message>
        <source>Enrollment code</source>
        <translation>Código de alta</translation>
    </message>
    <message>
        <source>Server: this computer</source>
        <translation>Servidor: este equipo</translation>
    </message>
</context>
<context>
    <name>EvalTrack::EvaluationsPage</name>
    <message>
        <source>All events</source>
        <translation>Todos los eventos</translation>
    </message>
    <message>
        <source>All</source>
        <comment>evaluations</comment>
        <translation>Todas</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Only evaluations with the score %1 are shown.</source>
        <translation>Solo se muestran evaluaciones con la nota %1.</translation>
    </message>
    <message>
        <source>Only people of %1 are shown.</source>
        <translation>Solo se muestran personas de %1.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>No evaluations yet</source>
        <translation>Todavía no hay evaluaciones</translation>
    </message>
    <message>
        <source>An evaluation is made when an attendance is confirmed.</source>
        <translation>La evaluación se crea al confirmar una asistencia.</translation>
    </message>
    <message>
        <source>Nothing to grade</source>
        <translation>Nada por calificar</translation>
    </message>
    <message>
        <source>Every answered evaluation has its score.</source>
        <translation>Todas las evaluaciones respondidas tienen su nota.</translation>
    </message>
    <message>
        <source>Nothing to answer</source>
        <translation>Nada por responder</translation>
    </message>
    <message>
        <source>You have answered every evaluation.</source>
        <translation>Ha respondido todas las evaluaciones.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nada encontrado</translation>
    </message>
    <message>
        <source>No evaluation matches the search and the filters.</source>
        <translation>Ninguna evaluación coincide con la búsqueda y los filtros.</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>Evaluaciones</translation>
    </message>
    <message>
        <source>My evaluations</source>
        <translation>Mis evaluaciones</translation>
    </message>
    <message>
        <source>Search person or event</source>
        <translation>Buscar persona o evento</translation>
    </message>
    <message>
        <source>Search evaluations</source>
        <translation>Buscar evaluaciones</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Respondida</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Envío</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Graded</source>
        <comment>several</comment>
        <translation>Calificadas</translation>
    </message>
    <message>
        <source>Answered</source>
        <comment>several</comment>
        <translation>Respondidas</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>The evaluations could not be read</source>
        <translation>No se pudieron leer las evaluaciones</translation>
    </message>
    <message>
        <source>Being read</source>
        <translation>Leyendo</translation>
    </message>
</context>
<context>
    <name>EvalTrack::EventChoice</name>
    <message>
        <source>All events that have started</source>
        <translation>Todos los eventos comenzados</translation>
    </message>
</context>
<context>
    <name>EvalTrack::EventDetails</name>
    <message>
        <source>My attendance: %1</source>
        <translation>Mi asistencia: %1</translation>
    </message>
    <message>
        <source>%1 – %2 (%3)</source>
        <translation>%1 – %2 (%3)</translation>
    </message>
    <message>
        <source>No place given</source>
        <translation>Sin lugar indicado</translation>
    </message>
    <message>
        <source>%1 of %2 seats taken</source>
        <translation>%1 de %2 cupos ocupados</translation>
    </message>
    <message>
        <source>%1 registered, no limit</source>
        <translation>%1 inscritos, sin límite</translation>
    </message>
    <message>
        <source>%1 seats</source>
        <translation>%1 cupos</translation>
    </message>
    <message>
        <source>No seat limit</source>
        <translation>Sin límite de cupos</translation>
    </message>
    <message>
        <source>Registered (%1)</source>
        <translation>Inscritos (%1)</translation>
    </message>
    <message>
        <source>&amp;Deactivate</source>
        <translation>&amp;Desactivar</translation>
    </message>
    <message>
        <source>&amp;Activate</source>
        <translation>&amp;Activar</translation>
    </message>
    <message>
        <source>Activate “%1”?</source>
        <translation>¿Activar «%1»?</translation>
    </message>
    <message>
        <source>All active employees are registered for it at once.</source>
        <translation>Todo el personal activo queda inscrito de inmediato.</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>Activar</translation>
    </message>
    <message>
        <source>“%1” is active.</source>
        <translation>«%1» está activo.</translation>
    </message>
    <message>
        <source>“%1” was deactivated.</source>
        <translation>«%1» se desactivó.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>You are registered for “%1”.</source>
        <translation>Tiene su inscripción en «%1».</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>A&amp;ttendance</source>
        <translation>A&amp;sistencia</translation>
    </message>
    <message>
        <source>&amp;Capture</source>
        <translation>&amp;Captura</translation>
    </message>
    <message>
        <source>&amp;Register</source>
        <translation>&amp;Inscribirme</translation>
    </message>
    <message>
        <source>Registered people</source>
        <translation>Personas inscritas</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Llegada</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Observación</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Envío</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Nobody is registered yet</source>
        <translation>Todavía no hay nadie inscrito</translation>
    </message>
    <message>
        <source>%1 present</source>
        <translation>%1 presentes</translation>
    </message>
    <message>
        <source>Evaluation questions</source>
        <translation>Preguntas de la evaluación</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>I am registered</source>
        <translation>Tengo inscripción</translation>
    </message>
    <message>
        <source>Your attendance at “%1” is confirmed.</source>
        <translation>Su asistencia a «%1» está confirmada.</translation>
    </message>
    <message>
        <source>&amp;Confirm my attendance</source>
        <translation>&amp;Confirmar mi asistencia</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Parts of the event</source>
        <translation>Partes del evento</translation>
    </message>
</context>
<context>
    <name>EvalTrack::EventEditor</name>
    <message>
        <source>At most %1 questions.</source>
        <translation>Como máximo %1 preguntas.</translation>
    </message>
    <message>
        <source>“%1” was created; it is inactive until you activate it.</source>
        <translation>«%1» se creó; estará inactivo hasta que lo active.</translation>
    </message>
    <message>
        <source>“%1” was changed.</source>
        <translation>«%1» se cambió.</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>Evento nuevo</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Crear</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>What did you learn at this event?</source>
        <translation>¿Qué aprendió en este evento?</translation>
    </message>
    <message>
        <source>How will you apply what you learned at work?</source>
        <translation>¿Cómo aplicará lo aprendido en su trabajo?</translation>
    </message>
    <message>
        <source>Would you recommend this event to your colleagues?</source>
        <translation>¿Recomendaría este evento a sus compañeros?</translation>
    </message>
    <message>
        <source>What would you improve about the event?</source>
        <translation>¿Qué mejoraría del evento?</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Capacitación</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Reunión</translation>
    </message>
    <message>
        <source>Workshop</source>
        <translation>Taller</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>Conferencia</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Sin límite</translation>
    </message>
    <message>
        <source>There is no such time: clocks go forward there from %1 to %2. Choose %2 or later, or a time before %1.</source>
        <translation>Esa hora no existe: allí los relojes se adelantan de %1 a %2. Elija %2 o más tarde, o una hora anterior a %1.</translation>
    </message>
    <message>
        <source>Everyone’s own</source>
        <translation>La de cada quien</translation>
    </message>
</context>
<context>
    <name>EvalTrack::EventsPage</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Todavía no hay eventos</translation>
    </message>
    <message>
        <source>Events appear here as soon as there are any.</source>
        <translation>Los eventos aparecen aquí en cuanto los haya.</translation>
    </message>
    <message>
        <source>No event found</source>
        <translation>Ningún evento encontrado</translation>
    </message>
    <message>
        <source>No event matches the search and the filter.</source>
        <translation>Ningún evento coincide con la búsqueda y el filtro.</translation>
    </message>
    <message>
        <source>Show all events</source>
        <translation>Mostrar todos los eventos</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Search title, type, place</source>
        <translation>Buscar título, tipo, lugar</translation>
    </message>
    <message>
        <source>Search events</source>
        <translation>Buscar eventos</translation>
    </message>
    <message>
        <source>Which events</source>
        <translation>Qué eventos</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>Pasados</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inactivos</translation>
    </message>
    <message>
        <source>&amp;New event</source>
        <translation>&amp;Evento nuevo</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Inscritos</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>In progress and upcoming</source>
        <translation>En curso y próximos</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>Evento nuevo</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>&amp;Attendance</source>
        <translation>&amp;Asistencia</translation>
    </message>
    <message>
        <source>Ca&amp;pture</source>
        <translation>Ca&amp;ptura</translation>
    </message>
    <message>
        <source>The first copy is being fetched</source>
        <translation>Obteniendo la primera copia</translation>
    </message>
    <message>
        <source>An event has a day and a place; people are registered for it and captured at its door.</source>
        <translation>Un evento tiene día y lugar; las personas se inscriben en él y se registran en su puerta.</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Asistieron</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ExplanationPage</name>
    <message>
        <source>Being fetched</source>
        <translation>Se está cargando</translation>
    </message>
    <message>
        <source>The captures of all devices are on the server, and it cannot be reached now.</source>
        <translation>Las capturas de todos los equipos están en el servidor, y ahora no se puede llegar a él.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Only with a connection</source>
        <translation>Solo con conexión</translation>
    </message>
    <message>
        <source>What explains an attendance comes from the server.</source>
        <translation>Lo que explica una asistencia viene del servidor.</translation>
    </message>
    <message>
        <source>Captures</source>
        <translation>Capturas</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Correcciones</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>sin hora</translation>
    </message>
    <message>
        <source>%1 changed it from %2 to %3 on %4: “%5”</source>
        <translation>%1 la cambió de %2 a %3 el %4: «%5»</translation>
    </message>
    <message>
        <source>%1 took the correction back on %2: “%3”</source>
        <translation>%1 deshizo la corrección el %2: «%3»</translation>
    </message>
    <message>
        <source>Who changed it</source>
        <translation>Quién la cambió</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>El servidor</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Say why: it stays beside the time for everybody to read.</source>
        <translation>Diga por qué: queda junto a la hora para que todos lo lean.</translation>
    </message>
    <message>
        <source>This time has not come yet.</source>
        <translation>Esta hora aún no ha llegado.</translation>
    </message>
    <message>
        <source>Take the correction back?</source>
        <translation>¿Deshacer la corrección?</translation>
    </message>
    <message>
        <source>The time follows from the captures again. The correction stays to be read.</source>
        <translation>La hora vuelve a salir de las capturas. La corrección queda para ser leída.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>The time was corrected.</source>
        <translation>La hora quedó corregida.</translation>
    </message>
    <message>
        <source>&amp;Correct the time…</source>
        <translation>&amp;Corregir la hora…</translation>
    </message>
    <message>
        <source>&amp;Take the correction back…</source>
        <translation>&amp;Deshacer la corrección…</translation>
    </message>
    <message>
        <source>Right time</source>
        <translation>Hora correcta</translation>
    </message>
    <message>
        <source>&amp;Save correction</source>
        <translation>&amp;Guardar corrección</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>No attendance is chosen</source>
        <translation>No se ha elegido ninguna asistencia</translation>
    </message>
    <message>
        <source>Choose one under Attendance and press Explain.</source>
        <translation>Elija una en Asistencia y pulse Explicar.</translation>
    </message>
    <message>
        <source>How this attendance came about</source>
        <translation>Origen de esta asistencia</translation>
    </message>
    <message>
        <source>None: no badge was read.</source>
        <translation>Ninguna: no se leyó ninguna credencial.</translation>
    </message>
    <message>
        <source>None: the original time stands.</source>
        <translation>Ninguna: rige la hora original.</translation>
    </message>
    <message>
        <source>No change is on record.</source>
        <translation>No consta ningún cambio.</translation>
    </message>
    <message>
        <source>&amp;Attendance</source>
        <translation>&amp;Asistencia</translation>
    </message>
    <message>
        <source>Arrived %1</source>
        <translation>Llegó: %1</translation>
    </message>
    <message>
        <source>left %1</source>
        <translation>salió: %1</translation>
    </message>
    <message>
        <source>Confirmed by hand.</source>
        <translation>Confirmada a mano.</translation>
    </message>
    <message>
        <source>Right time (%1)</source>
        <translation>Hora correcta (%1)</translation>
    </message>
    <message>
        <source>There is no such time: clocks go forward there from %1 to %2. Choose %2 or later, or a time before %1.</source>
        <translation>Esa hora no existe: allí los relojes se adelantan de %1 a %2. Elija %2 o más tarde, o una hora anterior a %1.</translation>
    </message>
    <message>
        <source>Confirmed; there is no record of who did it.</source>
        <translation>Confirmada; no consta quién lo hizo.</translation>
    </message>
    <message>
        <source>The explanation could not be read</source>
        <translation>No se pudo leer la explicación</translation>
    </message>
</context>
<context>
    <name>EvalTrack::FilterBar</name>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 de %2 filas</translation>
    </message>
    <message>
        <source>Change the filter %1</source>
        <translation>Cambiar el filtro %1</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>Quitar este filtro</translation>
    </message>
    <message>
        <source>Remove the filter %1</source>
        <translation>Quitar el filtro %1</translation>
    </message>
    <message>
        <source>Filtered: %1. %2.</source>
        <translation>Filtrado: %1. %2.</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Quitar todos</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>Quitar todos los filtros</translation>
    </message>
</context>
<context>
    <name>EvalTrack::FirstTour</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Skip the tour</source>
        <translation>Omitir el recorrido</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Start working</source>
        <translation>Empezar a trabajar</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
</context>
<context>
    <name>EvalTrack::FormBinder</name>
    <message>
        <source>Fill in the fields with a star (*) first.</source>
        <translation>Complete primero los campos con asterisco (*).</translation>
    </message>
</context>
<context>
    <name>EvalTrack::FormField</name>
    <message>
        <source>Required</source>
        <translation>Obligatorio</translation>
    </message>
    <message>
        <source>Required. %1</source>
        <translation>Obligatorio. %1</translation>
    </message>
</context>
<context>
    <name>EvalTrack::GradeForm</name>
    <message>
        <source>Choose a score from 1 to 10.</source>
        <translation>Elija una nota de 1 a 10.</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Sin respuesta</translation>
    </message>
    <message>
        <source>The evaluation of %1 is graded.</source>
        <translation>La evaluación de %1 está calificada.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>This waits for the answers of %1.</source>
        <translation>Espera las respuestas de %1.</translation>
    </message>
    <message>
        <source>Graded on %1</source>
        <translation>Calificada el %1</translation>
    </message>
    <message>
        <source>Score, 1 to 10</source>
        <translation>Nota, de 1 a 10</translation>
    </message>
    <message>
        <source>Comment for the person</source>
        <translation>Comentario para la persona</translation>
    </message>
    <message>
        <source>Comment of human resources</source>
        <translation>Comentario de recursos humanos</translation>
    </message>
    <message>
        <source>&amp;Grade</source>
        <translation>&amp;Calificar</translation>
    </message>
    <message>
        <source>Answered %1</source>
        <translation>Respondida el %1</translation>
    </message>
</context>
<context>
    <name>EvalTrack::HelpWindow</name>
    <message>
        <source>en</source>
        <comment>folder of the help texts in this language</comment>
        <translation>es</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Buscar en la ayuda</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pantallas</translation>
    </message>
    <message>
        <source>No page says that. Try another word.</source>
        <translation>Ninguna pantalla lo menciona. Pruebe con otra palabra.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>EvalTrack::HistoryPage</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n cambio</numerusform>
            <numerusform>%n cambios</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to tell</source>
        <translation>Nada que contar</translation>
    </message>
    <message>
        <source>Choose somebody in People to see the history of the profile.</source>
        <translation>Elija a alguien en Personas para ver el historial del perfil.</translation>
    </message>
    <message>
        <source>What is done to this profile from now on appears here.</source>
        <translation>Aquí aparece lo que se haga con este perfil de ahora en adelante.</translation>
    </message>
    <message>
        <source>The history is kept by the server, and it cannot be reached now.</source>
        <translation>El historial lo guarda el servidor, y ahora no se puede acceder a él.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Only with a connection</source>
        <translation>Solo con conexión</translation>
    </message>
    <message>
        <source>The history comes from the server.</source>
        <translation>El historial viene del servidor.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>History of %1</source>
        <translation>Historial de %1</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>The server itself</source>
        <translation>El propio servidor</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Campos</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ImportHistoryPage</name>
    <message>
        <source>Earlier imports need the server</source>
        <translation>Las importaciones anteriores necesitan el servidor</translation>
    </message>
    <message>
        <source>They are shown as soon as there is a connection.</source>
        <translation>Se muestran en cuanto haya conexión.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Nothing has been imported yet</source>
        <translation>Todavía no se ha importado nada</translation>
    </message>
    <message>
        <source>What you import is listed here, and can be taken back from here.</source>
        <translation>Lo que importe aparece aquí, y desde aquí se puede deshacer.</translation>
    </message>
    <message>
        <source>Import a table</source>
        <translation>Importar una tabla</translation>
    </message>
    <message>
        <source>Events get back what they had before; new ones stay as drafts. What somebody changed since stays as it is.</source>
        <translation>Los eventos recuperan lo que tenían antes; los nuevos quedan como borradores. Lo que alguien cambió después se queda como está.</translation>
    </message>
    <message>
        <source>Take “%1” back?</source>
        <translation>¿Deshacer «%1»?</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Being taken back…</source>
        <translation>Deshaciendo…</translation>
    </message>
    <message numerus="yes">
        <source>Taken back, but for %n record(s): somebody changed them since, or they came to be needed.</source>
        <translation>
            <numerusform>Deshecha, salvo %n registro: alguien lo cambió después, o ya hace falta.</numerusform>
            <numerusform>Deshecha, salvo %n registros: alguien los cambió después, o ya hacen falta.</numerusform>
        </translation>
    </message>
    <message>
        <source>The import is taken back.</source>
        <translation>La importación se ha deshecho.</translation>
    </message>
    <message>
        <source>Earlier imports</source>
        <translation>Importaciones anteriores</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importar</translation>
    </message>
    <message>
        <source>&amp;Take back…</source>
        <translation>&amp;Deshacer…</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nuevos</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Cambiados</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Carried out</source>
        <translation>Realizada</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Deshecha</translation>
    </message>
    <message>
        <source>&amp;Move from v1</source>
        <translation>&amp;Mudanza desde v1</translation>
    </message>
    <message>
        <source>&amp;v1 tray</source>
        <translation>Bandeja de &amp;v1</translation>
    </message>
    <message numerus="yes">
        <source>%n import(s)</source>
        <translation>
            <numerusform>%n importación</numerusform>
            <numerusform>%n importaciones</numerusform>
        </translation>
    </message>
    <message>
        <source>New records are removed, and changed ones get their earlier values back. What somebody changed since stays as it is.</source>
        <translation>Lo nuevo se elimina y lo cambiado recupera lo que tenía antes. Lo que alguien cambió después se queda como está.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ImportTour</name>
    <message>
        <source>National ID,First name,Last name,E-mail,Phone,Birth date,Department</source>
        <translation>Cédula,Nombre,Apellido,Correo,Teléfono,Fecha de nacimiento,Departamento</translation>
    </message>
    <message>
        <source>people</source>
        <translation>personas</translation>
    </message>
    <message>
        <source>National ID,First name,Last name,E-mail,Phone,Birth date,Department,Notes</source>
        <translation>Cédula,Nombre,Apellido,Correo,Teléfono,Fecha de nacimiento,Departamento,Notas</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ImportsPage</name>
    <message>
        <source>Cancelled. Nothing was changed; you can go on.</source>
        <translation>Cancelado. No se cambió nada; puede continuar.</translation>
    </message>
    <message>
        <source>Import a table</source>
        <translation>Importar una tabla</translation>
    </message>
    <message>
        <source>Being read</source>
        <translation>Leyendo</translation>
    </message>
    <message>
        <source>“%1” cannot be imported</source>
        <translation>«%1» no se puede importar</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>Elegir otro archivo…</translation>
    </message>
    <message>
        <source>UTF-8 and %1, mixed</source>
        <translation>UTF-8 y %1, mezclados</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>Detectado: %1</translation>
    </message>
    <message>
        <source>Some lines of the file are in another encoding than the rest. Look at names with accents.</source>
        <translation>Algunas líneas del archivo tienen otra codificación que el resto. Revise los nombres con acentos.</translation>
    </message>
    <message numerus="yes">
        <source>Of %n cell(s) with a formula, the value that was computed last is taken.</source>
        <translation>
            <numerusform>De %n celda con fórmula se toma el último valor calculado.</numerusform>
            <numerusform>De %n celdas con fórmula se toma el último valor calculado.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Say which column is one of these: %1.</source>
        <translation>Indique qué columna es una de estas: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have to be corrected before anything is imported.</source>
        <translation>
            <numerusform>Hay que corregir %n fila antes de importar nada.</numerusform>
            <numerusform>Hay que corregir %n filas antes de importar nada.</numerusform>
        </translation>
    </message>
    <message>
        <source>C&amp;lear the cell</source>
        <translation>&amp;Vaciar la celda</translation>
    </message>
    <message>
        <source>&amp;Use “%1”</source>
        <translation>&amp;Usar «%1»</translation>
    </message>
    <message>
        <source>In all %1 &amp;alike</source>
        <translation>En las %1 &amp;iguales</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) corrected.</source>
        <translation>
            <numerusform>%n celda corregida.</numerusform>
            <numerusform>%n celdas corregidas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Import %n row(s)</source>
        <translation>
            <numerusform>&amp;Importar %n fila</numerusform>
            <numerusform>&amp;Importar %n filas</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importar</translation>
    </message>
    <message>
        <source>Importing needs the server. What you correct here stays.</source>
        <translation>Importar necesita el servidor. Lo que corrija aquí se conserva.</translation>
    </message>
    <message>
        <source>Importing needs the server, which cannot be reached now. What you corrected stays here; go on as soon as there is a connection.</source>
        <translation>Importar necesita el servidor, que ahora no responde. Lo que corrigió se conserva aquí; continúe en cuanto haya conexión.</translation>
    </message>
    <message>
        <source>Being sent…</source>
        <translation>Enviando…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Sent %1 of %2 rows…</source>
        <translation>Enviadas %1 de %2 filas…</translation>
    </message>
    <message>
        <source>All rows are sent and are now being carried out…</source>
        <translation>Todas las filas están enviadas y se están aplicando…</translation>
    </message>
    <message>
        <source>Nothing was imported. The server refuses:</source>
        <translation>No se importó nada. El servidor rechaza:</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… y %n más</numerusform>
            <numerusform>… y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>Imported: %1 new, %2 changed.</source>
        <translation>Importado: %1 nuevos, %2 cambiados.</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>Deshacer…</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>Importar y exportar</translation>
    </message>
    <message>
        <source>Import “%1”</source>
        <translation>Importar «%1»</translation>
    </message>
    <message>
        <source>What the table is of</source>
        <translation>De qué es la tabla</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Hoja</translation>
    </message>
    <message>
        <source>Encoding of the file</source>
        <translation>Codificación del archivo</translation>
    </message>
    <message>
        <source>What parts the columns</source>
        <translation>Qué separa las columnas</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Coma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Punto y coma</translation>
    </message>
    <message>
        <source>Tabulator</source>
        <translation>Tabulador</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>Barra vertical</translation>
    </message>
    <message>
        <source>Order of day and month</source>
        <translation>Orden de día y mes</translation>
    </message>
    <message>
        <source>Days first: 31/12</source>
        <translation>Primero el día: 31/12</translation>
    </message>
    <message>
        <source>Months first: 12/31</source>
        <translation>Primero el mes: 12/31</translation>
    </message>
    <message>
        <source>Which rows are shown</source>
        <translation>Qué filas se muestran</translation>
    </message>
    <message>
        <source>All rows</source>
        <translation>Todas las filas</translation>
    </message>
    <message>
        <source>Earlier imports</source>
        <translation>Importaciones anteriores</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportar</translation>
    </message>
    <message>
        <source>E&amp;xcel workbook…</source>
        <translation>Libro de E&amp;xcel…</translation>
    </message>
    <message>
        <source>&amp;CSV file…</source>
        <translation>Archivo &amp;CSV…</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>Elegir un arc&amp;hivo…</translation>
    </message>
    <message>
        <source>&amp;Next to correct (F8)</source>
        <translation>&amp;Siguiente por corregir (F8)</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>What each column of the file says</source>
        <translation>Qué dice cada columna del archivo</translation>
    </message>
    <message>
        <source>Rows to import</source>
        <translation>Filas por importar</translation>
    </message>
    <message>
        <source>Changes what is there</source>
        <translation>Cambia lo que hay</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Línea</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>(no heading)</source>
        <translation>(sin título)</translation>
    </message>
    <message>
        <source>Bring a table into EvalTrack</source>
        <translation>Traer una tabla a EvalTrack</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Elegir un archivo…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>To correct: %1</source>
        <translation>Por corregir: %1</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>Nuevas: %1</translation>
    </message>
    <message>
        <source>Changes: %1</source>
        <translation>Con cambios: %1</translation>
    </message>
    <message>
        <source>No change: %1</source>
        <translation>Sin cambios: %1</translation>
    </message>
    <message>
        <source>An Excel workbook or a CSV file with %1, headings in its first row. You see what would change, and correct what is wrong, before anything is changed. You can also drop the file here.</source>
        <translation>Un libro de Excel o un archivo CSV con %1, con títulos en la primera fila. Verá qué cambiaría, y corregirá lo que esté mal, antes de que se cambie nada. También puede soltar el archivo aquí.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::JobPanel</name>
    <message numerus="yes">
        <source>%n person(s) have the job “%1” now.</source>
        <translation>
            <numerusform>%n persona tiene ahora el cargo «%1».</numerusform>
            <numerusform>%n personas tienen ahora el cargo «%1».</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have this job</source>
        <translation>
            <numerusform>%n persona tiene este cargo</numerusform>
            <numerusform>%n personas tienen este cargo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These %n person(s) get “%1”:</source>
        <translation>
            <numerusform>Esta persona recibe «%1»:</numerusform>
            <numerusform>Estas %n personas reciben «%1»:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have this job already; afterwards it is one.</source>
        <translation>
            <numerusform>%n persona ya tiene este cargo; después es uno solo.</numerusform>
            <numerusform>%n personas ya tienen este cargo; después es uno solo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Rename for %n person(s)</source>
        <translation>
            <numerusform>&amp;Renombrar a %n persona</numerusform>
            <numerusform>&amp;Renombrar a %n personas</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Renombrar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Cargo</translation>
    </message>
    <message>
        <source>Change it here to rename it for everybody who has it.</source>
        <translation>Cámbielo aquí para renombrarlo a todos los que lo tienen.</translation>
    </message>
    <message>
        <source>Who has this job</source>
        <translation>Quién tiene este cargo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
</context>
<context>
    <name>EvalTrack::JobsPage</name>
    <message>
        <source>Jobs</source>
        <translation>Cargos</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n cargo</numerusform>
            <numerusform>%n cargos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>Todavía no hay cargos</translation>
    </message>
    <message>
        <source>What people do is written in their profiles.</source>
        <translation>Lo que hace cada persona está escrito en su perfil.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>No se encontró nada</translation>
    </message>
    <message>
        <source>No job has these words.</source>
        <translation>Ningún cargo tiene estas palabras.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Ver todos</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>Departamentos</translation>
    </message>
    <message>
        <source>Search jobs</source>
        <translation>Buscar cargos</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Cargo</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
</context>
<context>
    <name>EvalTrack::KioskEventPage</name>
    <message>
        <source>Which event?</source>
        <translation>¿Qué evento?</translation>
    </message>
    <message>
        <source>Choose the event of this door.</source>
        <translation>Elija el evento de esta puerta.</translation>
    </message>
    <message>
        <source>The list of events is being fetched…</source>
        <translation>Se está cargando la lista de eventos…</translation>
    </message>
    <message>
        <source>No active event is on today&apos;s list. As soon as there is one, it appears here.</source>
        <translation>No hay ningún evento activo en la lista de hoy. En cuanto lo haya, aparecerá aquí.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>De %1 a %2</translation>
    </message>
</context>
<context>
    <name>EvalTrack::KioskExitPage</name>
    <message numerus="yes">
        <source>Too many wrong PINs. Try again in %n second(s).</source>
        <translation>
            <numerusform>Demasiados PIN incorrectos. Reintente en %n segundo.</numerusform>
            <numerusform>Demasiados PIN incorrectos. Reintente en %n segundos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong PINs. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Demasiados PIN incorrectos. Reintente en %n minuto.</numerusform>
            <numerusform>Demasiados PIN incorrectos. Reintente en %n minutos.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is not the PIN.</source>
        <translation>Ese no es el PIN.</translation>
    </message>
    <message>
        <source>Leave the capture station</source>
        <translation>Salir de la estación de captura</translation>
    </message>
    <message>
        <source>Type the PIN that an administrator chose for this station.</source>
        <translation>Escriba el PIN que un administrador eligió para esta estación.</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>¿Qué desea hacer?</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Back to capture</source>
        <translation>Volver a la captura</translation>
    </message>
    <message>
        <source>Choose another event</source>
        <translation>Elegir otro evento</translation>
    </message>
    <message>
        <source>The station goes on with another of today&apos;s events.</source>
        <translation>La estación sigue con otro de los eventos de hoy.</translation>
    </message>
    <message>
        <source>Sign this station off</source>
        <translation>Dar de baja esta estación</translation>
    </message>
    <message>
        <source>This computer is no longer a capture station. A new code from an administrator makes it one again.</source>
        <translation>Este equipo deja de ser una estación de captura. Un código nuevo de un administrador lo vuelve a convertir en una.</translation>
    </message>
    <message>
        <source>Close EvalTrack</source>
        <translation>Cerrar EvalTrack</translation>
    </message>
    <message>
        <source>At the next start it is a capture station again.</source>
        <translation>Al iniciarlo de nuevo vuelve a ser una estación de captura.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::KioskWindow</name>
    <message>
        <source>The server wants a new code for this station. Go on: what is recorded is kept on this computer, and is sent once an administrator has given a new code.</source>
        <translation>El servidor pide un código nuevo para esta estación. Continúe: lo que se registra queda en este equipo y se envía cuando un administrador dé un código nuevo.</translation>
    </message>
    <message>
        <source>Enter a new code</source>
        <translation>Escribir un código nuevo</translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) that were not sent yet are kept on this computer.</source>
        <translation>
            <numerusform>En este equipo se conserva %n captura sin enviar.</numerusform>
            <numerusform>En este equipo se conservan %n capturas sin enviar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything recorded here has been sent.</source>
        <translation>Todo lo registrado aquí ya se envió.</translation>
    </message>
    <message>
        <source>An administrator has switched this capture station off. Nothing more is recorded here.</source>
        <translation>Un administrador desactivó esta estación de captura. Aquí no se registra nada más.</translation>
    </message>
    <message>
        <source>Sign this station off?</source>
        <translation>¿Dar de baja esta estación?</translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) are not sent yet. They stay on this computer and are sent when it becomes this station again. If you can, wait until the server has everything.</source>
        <translation>
            <numerusform>Falta enviar %n captura. Queda en este equipo y se envía cuando vuelva a ser esta estación. Si puede, espere hasta que el servidor lo tenga todo.</numerusform>
            <numerusform>Faltan por enviar %n capturas. Quedan en este equipo y se envían cuando vuelva a ser esta estación. Si puede, espere hasta que el servidor lo tenga todo.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server has everything that was recorded here. A new code from an administrator makes this computer a capture station again.</source>
        <translation>El servidor tiene todo lo registrado aquí. Un código nuevo de un administrador convierte de nuevo este equipo en una estación de captura.</translation>
    </message>
    <message>
        <source>Sign off, keep what is not sent</source>
        <translation>Dar de baja y conservar lo no enviado</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>Dar de baja</translation>
    </message>
    <message>
        <source>Leave…</source>
        <translation>Salir…</translation>
    </message>
</context>
<context>
    <name>EvalTrack::LegacyMovePage</name>
    <message>
        <source>The server looks at both databases…</source>
        <translation>El servidor mira ambas bases de datos…</translation>
    </message>
    <message>
        <source>People, events, attendances and evaluations of v1 appear in EvalTrack for everybody. v1 is not changed, so the way back is to go on with it.</source>
        <translation>Las personas, eventos, asistencias y evaluaciones de v1 aparecen en EvalTrack para todos. v1 no se cambia, así que para volver basta con seguir usándolo.</translation>
    </message>
    <message>
        <source>Import v1 now?</source>
        <translation>¿Importar v1 ahora?</translation>
    </message>
    <message>
        <source>No dry run was made yet.</source>
        <translation>Todavía no se hizo ningún ensayo.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>The server opens both databases…</source>
        <translation>El servidor abre ambas bases de datos…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Guardar el informe</translation>
    </message>
    <message>
        <source>move-from-v1.html</source>
        <translation>mudanza-desde-v1.html</translation>
    </message>
    <message>
        <source>move-from-v1-findings.csv</source>
        <translation>mudanza-desde-v1-hallazgos.csv</translation>
    </message>
    <message>
        <source>move-from-v1-waiting.csv</source>
        <translation>mudanza-desde-v1-en-espera.csv</translation>
    </message>
    <message>
        <source>%1 is written. It holds personal data.</source>
        <translation>%1 está guardado. Contiene datos personales.</translation>
    </message>
    <message>
        <source>Being counted…</source>
        <translation>Contando…</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of v1 could not be placed. Human resources decide on each in the tray; whatever is put right in v1 comes with the next import.</source>
        <translation>
            <numerusform>%n fila de v1 no encontró lugar. Recursos humanos decide sobre ella en la bandeja; lo que se corrija en v1 viene con la próxima importación.</numerusform>
            <numerusform>%n filas de v1 no encontraron lugar. Recursos humanos decide sobre cada una en la bandeja; lo que se corrija en v1 viene con la próxima importación.</numerusform>
        </translation>
    </message>
    <message>
        <source>The move is the server&apos;s work, and it cannot be reached now. What runs there goes on.</source>
        <translation>La mudanza la hace el servidor, y ahora no se puede llegar a él. Lo que está en curso allí sigue.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Another run is under way, started by somebody else or by the server&apos;s command.</source>
        <translation>Hay otra ejecución en curso, iniciada por otra persona o por la orden del servidor.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Mirar otra vez</translation>
    </message>
    <message>
        <source>v1 cannot be read. See the marked field.</source>
        <translation>No se puede leer v1. Vea el campo marcado.</translation>
    </message>
    <message>
        <source>Move from v1</source>
        <translation>Mudanza desde v1</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pasos</translation>
    </message>
    <message>
        <source>1. Sources</source>
        <translation>1. Orígenes</translation>
    </message>
    <message>
        <source>2. Dry run</source>
        <translation>2. Ensayo</translation>
    </message>
    <message>
        <source>3. Import</source>
        <translation>3. Importación</translation>
    </message>
    <message>
        <source>4. Verification</source>
        <translation>4. Verificación</translation>
    </message>
    <message>
        <source>5. What waits</source>
        <translation>5. Lo que espera</translation>
    </message>
    <message>
        <source>&amp;Open the tray</source>
        <translation>&amp;Abrir la bandeja</translation>
    </message>
    <message>
        <source>Nothing waits for a decision.</source>
        <translation>Nada espera una decisión.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::LegacyRunView</name>
    <message>
        <source>A dry run reads all of v1 and says what would become of it. It changes nothing, here or there.</source>
        <translation>El ensayo lee todo v1 y dice qué sería de ello. No cambia nada, ni aquí ni allá.</translation>
    </message>
    <message>
        <source>The import brings people, events, attendances and evaluations here; v1 stays as it is. It may be cancelled or cut off at any point and goes on where it was. Run it days before the switch, and once more on the night of the switch: then it brings what changed since.</source>
        <translation>La importación trae personas, eventos, asistencias y evaluaciones; v1 queda como está. Se puede cancelar o cortar en cualquier momento y sigue donde estaba. Hágala días antes del cambio, y otra vez en la noche del cambio: entonces trae lo que cambió desde la primera.</translation>
    </message>
    <message>
        <source>The verification holds v1 against what is here, row by row and field by field, and changes nothing.</source>
        <translation>La verificación compara v1 con lo que hay aquí, fila por fila y campo por campo, y no cambia nada.</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Ca&amp;ncelar</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>In&amp;forme</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Guardar el informe</translation>
    </message>
    <message>
        <source>Page with the first rows of each rule…</source>
        <translation>Página con las primeras filas de cada regla…</translation>
    </message>
    <message>
        <source>Every row that a rule touched (CSV)…</source>
        <translation>Cada fila que tocó una regla (CSV)…</translation>
    </message>
    <message>
        <source>Every row that waits (CSV)…</source>
        <translation>Cada fila que espera (CSV)…</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Continuar</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Avance</translation>
    </message>
    <message>
        <source>Rows of v1</source>
        <translation>Filas de v1</translation>
    </message>
    <message>
        <source>In v1</source>
        <translation>En v1</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Diferencia</translation>
    </message>
    <message>
        <source>Table, row and field of v1</source>
        <translation>Tabla, fila y campo de v1</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Diferencias</translation>
    </message>
    <message>
        <source>To bring</source>
        <translation>Por traer</translation>
    </message>
    <message>
        <source>Brought</source>
        <translation>Traídas</translation>
    </message>
    <message>
        <source>As before</source>
        <translation>Sin cambio</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Unidas</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Ya no están</translation>
    </message>
    <message>
        <source>What v1 has</source>
        <translation>Lo que tiene v1</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Lo que será de ello</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Lo que se encontró</translation>
    </message>
    <message>
        <source>&amp;Dry run again</source>
        <translation>&amp;Ensayar otra vez</translation>
    </message>
    <message>
        <source>Start the &amp;dry run</source>
        <translation>Iniciar el &amp;ensayo</translation>
    </message>
    <message>
        <source>&amp;Go on with the import</source>
        <translation>&amp;Seguir con la importación</translation>
    </message>
    <message>
        <source>&amp;Import what changed</source>
        <translation>&amp;Importar lo que cambió</translation>
    </message>
    <message>
        <source>Start the &amp;import</source>
        <translation>Iniciar la &amp;importación</translation>
    </message>
    <message>
        <source>&amp;Verify again</source>
        <translation>&amp;Verificar otra vez</translation>
    </message>
    <message>
        <source>Start the &amp;verification</source>
        <translation>Iniciar la &amp;verificación</translation>
    </message>
    <message>
        <source>Stops after the piece at hand…</source>
        <translation>Se detiene después de la parte en curso…</translation>
    </message>
    <message>
        <source>%1: %2 of %3 rows</source>
        <translation>%1: %2 de %3 filas</translation>
    </message>
    <message>
        <source>Being started…</source>
        <translation>Iniciando…</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>falta menos de un minuto</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>falta alrededor de %n minuto</numerusform>
            <numerusform>faltan alrededor de %n minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>The server went away while it ran (%1). Start it again: it goes on where it was.</source>
        <translation>El servidor se fue mientras estaba en curso (%1). Iníciela otra vez: sigue donde estaba.</translation>
    </message>
    <message>
        <source>The server went away while it ran (%1). Start it again.</source>
        <translation>El servidor se fue mientras estaba en curso (%1). Inicie otra vez.</translation>
    </message>
    <message>
        <source>Cancelled, %1. What was done until then stays.</source>
        <translation>Cancelado, %1. Lo hecho hasta entonces queda.</translation>
    </message>
    <message>
        <source>Cancelled, %1.</source>
        <translation>Cancelado, %1.</translation>
    </message>
    <message>
        <source>It could not go on, %1. Start it again once the cause is gone. For whoever looks after the server: %2</source>
        <translation>No pudo seguir, %1. Inicie otra vez cuando la causa esté resuelta. Para quien cuida el servidor: %2</translation>
    </message>
    <message>
        <source>Done, %1.</source>
        <translation>Terminado, %1.</translation>
    </message>
    <message>
        <source>All that was brought is as v1 has it (%1).</source>
        <translation>Todo lo traído es como lo tiene v1 (%1).</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed in v1 since: import once more.</source>
        <translation>
            <numerusform>%n fila cambió en v1 desde entonces: importe otra vez.</numerusform>
            <numerusform>%n filas cambiaron en v1 desde entonces: importe otra vez.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s) between v1 and here.</source>
        <translation>
            <numerusform>%n diferencia entre v1 y aquí.</numerusform>
            <numerusform>%n diferencias entre v1 y aquí.</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed in v1</source>
        <translation>Cambió en v1</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>Difiere</translation>
    </message>
</context>
<context>
    <name>EvalTrack::LegacySourcesView</name>
    <message>
        <source>There is no such time zone.</source>
        <translation>Esa zona horaria no existe.</translation>
    </message>
    <message>
        <source>This address is not acceptable.</source>
        <translation>Esta dirección no es aceptable.</translation>
    </message>
    <message>
        <source>v1 keeps accounts in PostgreSQL and everything else in MySQL or MariaDB. Both are read and never changed. The addresses go to the server for this run and are kept nowhere; a user that may only read is enough.</source>
        <translation>v1 guarda las cuentas en PostgreSQL y todo lo demás en MySQL o MariaDB. Ambas se leen y nunca se cambian. Las direcciones van al servidor para esta ejecución y no se guardan en ninguna parte; basta un usuario que solo pueda leer.</translation>
    </message>
    <message>
        <source>As the server is set up</source>
        <translation>Como está configurado el servidor</translation>
    </message>
    <message>
        <source>Accounts (PostgreSQL)</source>
        <translation>Cuentas (PostgreSQL)</translation>
    </message>
    <message>
        <source>Business data (MySQL or MariaDB)</source>
        <translation>Datos de trabajo (MySQL o MariaDB)</translation>
    </message>
    <message>
        <source>Time zone of v1</source>
        <translation>Zona horaria de v1</translation>
    </message>
    <message>
        <source>What v1 has as APP_TIMEZONE.</source>
        <translation>Lo que v1 tiene como APP_TIMEZONE.</translation>
    </message>
    <message>
        <source>&amp;Test the connection</source>
        <translation>&amp;Probar la conexión</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Continuar</translation>
    </message>
    <message>
        <source>Both databases can be read. This is what is in them:</source>
        <translation>Ambas bases de datos se pueden leer. Esto es lo que contienen:</translation>
    </message>
    <message>
        <source>Rows in v1</source>
        <translation>Filas en v1</translation>
    </message>
    <message>
        <source>In v1</source>
        <translation>En v1</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>postgresql://user:password@host:5432/name</source>
        <translation>postgresql://usuario:contraseña@equipo:5432/nombre</translation>
    </message>
    <message>
        <source>mysql://user:password@host:3306/name</source>
        <translation>mysql://usuario:contraseña@equipo:3306/nombre</translation>
    </message>
    <message>
        <source>Enter where both databases are first.</source>
        <translation>Indique primero dónde están las dos bases de datos.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::LegacyTrayPage</name>
    <message>
        <source>v1 tray</source>
        <translation>Bandeja de v1</translation>
    </message>
    <message numerus="yes">
        <source>%n to decide</source>
        <translation>
            <numerusform>%n por decidir</numerusform>
            <numerusform>%n por decidir</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of v1 waits</source>
        <translation>Nada de v1 espera</translation>
    </message>
    <message>
        <source>Rows that a move from v1 cannot place appear here.</source>
        <translation>Aquí aparecen las filas a las que la mudanza desde v1 no encuentra lugar.</translation>
    </message>
    <message>
        <source>Nothing was decided</source>
        <translation>No se decidió nada</translation>
    </message>
    <message>
        <source>What you decide on rows of v1 appears here, and can be taken back.</source>
        <translation>Lo que decida sobre filas de v1 aparece aquí y se puede deshacer.</translation>
    </message>
    <message>
        <source>The rows of v1 that wait are kept by the server, and it cannot be reached now.</source>
        <translation>Lo que espera de v1 lo guarda el servidor, y ahora no se puede llegar a él.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Only with a connection</source>
        <translation>Solo con conexión</translation>
    </message>
    <message>
        <source>The rows of v1 that wait come from the server.</source>
        <translation>Lo que espera de v1 viene del servidor.</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Decididas</translation>
    </message>
    <message>
        <source>%1 is decided.</source>
        <translation>%1: decidida.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>%1 waits again.</source>
        <translation>%1: espera otra vez.</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>Por decidir</translation>
    </message>
    <message>
        <source>Which rows</source>
        <translation>Qué filas</translation>
    </message>
    <message>
        <source>Rows of v1 that wait</source>
        <translation>Filas de v1 que esperan</translation>
    </message>
    <message>
        <source>What was decided</source>
        <translation>Lo que se decidió</translation>
    </message>
    <message>
        <source>For example: entered by hand, or left out, and why. Whoever asks later reads it here.</source>
        <translation>Registrada a mano, descartada…: quien pregunte después lo lee aquí.</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Cuál</translation>
    </message>
    <message>
        <source>Why it waits</source>
        <translation>Por qué espera</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Decidió</translation>
    </message>
    <message>
        <source>&amp;Mark as decided</source>
        <translation>&amp;Marcar como decidida</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ListFrame</name>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Elegir columnas</translation>
    </message>
    <message>
        <source>Edit selected…</source>
        <translation>Editar lo seleccionado…</translation>
    </message>
    <message>
        <source>Change the selected rows together (Ctrl+E)</source>
        <translation>Cambiar a la vez las filas seleccionadas (Ctrl+E)</translation>
    </message>
</context>
<context>
    <name>EvalTrack::MainWindow</name>
    <message>
        <source>About EvalTrack</source>
        <translation>Acerca de EvalTrack</translation>
    </message>
    <message>
        <source>EvalTrack %1: the desk of an HR team. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>EvalTrack %1: el escritorio de un equipo de recursos humanos. Software libre bajo la Licencia Pública General de GNU, versión 3 o posterior.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::NavigationRail</name>
    <message>
        <source>Account of %1</source>
        <translation>Cuenta de %1</translation>
    </message>
</context>
<context>
    <name>EvalTrack::NextEventsCard</name>
    <message numerus="yes">
        <source>%n registered</source>
        <translation>
            <numerusform>%n inscrito</numerusform>
            <numerusform>%n inscritos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::NoticeBoard</name>
    <message>
        <source>The server refused a record</source>
        <translation>El servidor rechazó un registro</translation>
    </message>
    <message>
        <source>Somebody else changed the same record</source>
        <translation>Otra persona cambió el mismo registro</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) made here to review</source>
        <translation>
            <numerusform>%n captura hecha aquí por revisar</numerusform>
            <numerusform>%n capturas hechas aquí por revisar</numerusform>
        </translation>
    </message>
    <message>
        <source>Sending is stuck</source>
        <translation>El envío está detenido</translation>
    </message>
    <message>
        <source>Nothing has been sent for a minute. What you recorded is safe on this computer, and the connection is being made anew.</source>
        <translation>No se ha enviado nada desde hace un minuto. Lo que registró está seguro en este equipo, y se está rehaciendo la conexión.</translation>
    </message>
    <message>
        <source>The server shows an unknown certificate</source>
        <translation>El servidor muestra un certificado desconocido</translation>
    </message>
    <message>
        <source>Nothing is sent to it until you have looked at it.</source>
        <translation>No se le envía nada hasta que usted lo haya revisado.</translation>
    </message>
    <message>
        <source>Your sign-in has expired</source>
        <translation>Su sesión ha caducado</translation>
    </message>
    <message>
        <source>What you record is sent after you sign in again.</source>
        <translation>Lo que registre se envía cuando vuelva a iniciar sesión.</translation>
    </message>
    <message>
        <source>You are registered for an event</source>
        <translation>Está inscrito en un evento</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>An event you are registered for was called off</source>
        <translation>Se suspendió un evento en el que está inscrito</translation>
    </message>
    <message>
        <source>An event you are registered for was moved</source>
        <translation>Cambió la fecha de un evento en el que está inscrito</translation>
    </message>
    <message>
        <source>%1: now %2, before %3</source>
        <translation>%1: ahora %2, antes %3</translation>
    </message>
    <message>
        <source>An event you are registered for takes place elsewhere</source>
        <translation>Cambió el lugar de un evento en el que está inscrito</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>An event you are registered for takes place after all</source>
        <translation>Un evento en el que está inscrito sí se realiza</translation>
    </message>
    <message>
        <source>An import has failed</source>
        <translation>Falló una importación</translation>
    </message>
    <message>
        <source>The server refused an import</source>
        <translation>El servidor rechazó una importación</translation>
    </message>
    <message>
        <source>%1: nothing was imported</source>
        <translation>%1: no se importó nada</translation>
    </message>
    <message>
        <source>An import has ended</source>
        <translation>Terminó una importación</translation>
    </message>
    <message>
        <source>%1: %2 new, %3 changed</source>
        <translation>%1: %2 nuevos, %3 modificados</translation>
    </message>
    <message>
        <source>The backup of this computer failed</source>
        <translation>La copia de seguridad de este equipo falló</translation>
    </message>
    <message>
        <source>They wait for your decision in Review.</source>
        <translation>Esperan su decisión en Revisión.</translation>
    </message>
    <message>
        <source>The server keeps them until human resources decide.</source>
        <translation>El servidor las guarda hasta que Recursos Humanos decida.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::NoticePanel</name>
    <message numerus="yes">
        <source>Notifications: %n unread</source>
        <translation>
            <numerusform>Notificaciones: %n sin leer</numerusform>
            <numerusform>Notificaciones: %n sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Unread: %1</source>
        <translation>Sin leer: %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Nothing new. What needs you is told here.</source>
        <translation>Nada nuevo. Aquí se avisa de lo que le necesita.</translation>
    </message>
    <message>
        <source>Mark all as &amp;read</source>
        <translation>Marcar todo como &amp;leído</translation>
    </message>
    <message>
        <source>C&amp;lear all</source>
        <translation>&amp;Quitar todo</translation>
    </message>
    <message>
        <source>&amp;Notify on the desktop while in the background</source>
        <translation>&amp;Avisar en el escritorio mientras la ventana está detrás</translation>
    </message>
</context>
<context>
    <name>EvalTrack::OlderBar</name>
    <message>
        <source>Older records are on their way from the server…</source>
        <translation>Los registros anteriores vienen en camino desde el servidor…</translation>
    </message>
    <message>
        <source>There is nothing older.</source>
        <translation>No hay nada anterior.</translation>
    </message>
    <message>
        <source>What is older is kept by the server, which cannot be reached now.</source>
        <translation>Lo anterior lo guarda el servidor, que ahora no responde.</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>Mostrar anteriores</translation>
    </message>
    <message>
        <source>Showing records since %1.</source>
        <translation>Se muestran registros desde el %1.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::OrgChartPage</name>
    <message>
        <source>The org chart as it is shown</source>
        <translation>El organigrama como se muestra</translation>
    </message>
    <message>
        <source>EvalTrack org chart</source>
        <translation>Organigrama EvalTrack</translation>
    </message>
    <message>
        <source>%1 report to one another in a circle; the first is shown at the top. Change the manager of one of them.</source>
        <translation>%1 dependen entre sí en círculo; quien aparece primero está en lo más alto. Cambie el supervisor de una de estas personas.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>No se encontró a nadie</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n encontrado</numerusform>
            <numerusform>%n encontrados</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>found people</comment>
        <translation>%1 de %2</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n persona</numerusform>
            <numerusform>%n personas</numerusform>
        </translation>
    </message>
    <message>
        <source>Org chart</source>
        <translation>Organigrama</translation>
    </message>
    <message>
        <source>The org chart was saved in “%1”.</source>
        <translation>El organigrama se guardó en «%1».</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Search a person, job or department</source>
        <translation>Buscar persona, cargo o departamento</translation>
    </message>
    <message>
        <source>Search in the org chart</source>
        <translation>Buscar en el organigrama</translation>
    </message>
    <message>
        <source>&amp;PDF…</source>
        <translation>&amp;PDF…</translation>
    </message>
    <message>
        <source>The chart as it is folded now, on one page</source>
        <translation>El organigrama como está plegado ahora, en una página</translation>
    </message>
    <message>
        <source>Next found (%1)</source>
        <translation>Siguiente encontrado (%1)</translation>
    </message>
    <message>
        <source>Next found</source>
        <translation>Siguiente encontrado</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Plegar todo</translation>
    </message>
    <message>
        <source>Show the top and their reports only</source>
        <translation>Mostrar solo lo más alto y quienes dependen de ello</translation>
    </message>
    <message>
        <source>Whole chart</source>
        <translation>Organigrama entero</translation>
    </message>
    <message>
        <source>Make the whole chart fit (0)</source>
        <translation>Hacer que quepa el organigrama entero (0)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>Más grande (+)</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Más grande</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>Más pequeño (−)</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Más pequeño</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>Como lista</translation>
    </message>
    <message>
        <source>The same people as a list, each below the manager</source>
        <translation>Las mismas personas como lista, cada una debajo de su supervisor</translation>
    </message>
    <message>
        <source>Org chart as a list</source>
        <translation>Organigrama como lista</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Cargo</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>A cargo</translation>
    </message>
    <message>
        <source>All below</source>
        <translation>Todos abajo</translation>
    </message>
    <message>
        <source>Nobody here yet</source>
        <translation>Todavía no hay nadie</translation>
    </message>
    <message>
        <source>Who reports to whom is written in the profiles of people.</source>
        <translation>De quién depende cada persona está escrito en su perfil.</translation>
    </message>
    <message>
        <source>Nobody in the org chart has these words.</source>
        <translation>Nadie del organigrama tiene estas palabras.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::OrgChartView</name>
    <message>
        <source>no manager</source>
        <translation>sin supervisor</translation>
    </message>
    <message>
        <source>reports to %1</source>
        <translation>depende de %1</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n persona a cargo</numerusform>
            <numerusform>%n personas a cargo</numerusform>
        </translation>
    </message>
    <message>
        <source>folded</source>
        <translation>plegado</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>desplegado</translation>
    </message>
</context>
<context>
    <name>EvalTrack::OwnAttendancePage</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n evento</numerusform>
            <numerusform>%n eventos</numerusform>
        </translation>
    </message>
    <message>
        <source>You can confirm while an event is in progress.</source>
        <translation>Puede confirmar mientras un evento está en curso.</translation>
    </message>
    <message>
        <source>You have confirmed this one.</source>
        <translation>Este ya lo confirmó.</translation>
    </message>
    <message>
        <source>This attendance was cancelled.</source>
        <translation>Esta asistencia se canceló.</translation>
    </message>
    <message>
        <source>It can be confirmed from %1 on.</source>
        <translation>Se puede confirmar desde %1.</translation>
    </message>
    <message>
        <source>The event is over; ask human resources.</source>
        <translation>El evento terminó; consulte a recursos humanos.</translation>
    </message>
    <message>
        <source>Your attendance at “%1” is confirmed.</source>
        <translation>Su asistencia a «%1» está confirmada.</translation>
    </message>
    <message>
        <source>You are registered for “%1”.</source>
        <translation>Tiene su inscripción en «%1».</translation>
    </message>
    <message>
        <source>My attendance</source>
        <translation>Mi asistencia</translation>
    </message>
    <message>
        <source>&amp;Confirm my attendance</source>
        <translation>&amp;Confirmar mi asistencia</translation>
    </message>
    <message>
        <source>Event to register for</source>
        <translation>Evento en el que inscribirse</translation>
    </message>
    <message>
        <source>&amp;Register</source>
        <translation>&amp;Inscribirme</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Llegada</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Observación</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Envío</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>You are not registered for any event</source>
        <translation>No tiene inscripción en ningún evento</translation>
    </message>
    <message>
        <source>Choose an event above and register.</source>
        <translation>Elija un evento arriba e inscríbase.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nada encontrado</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>E&amp;xplicar</translation>
    </message>
    <message>
        <source>Why this attendance is as it is, and who changed it</source>
        <translation>Por qué esta asistencia está así y quién la cambió</translation>
    </message>
    <message>
        <source>None of your attendances has this status.</source>
        <translation>Ninguna de sus asistencias está en este estado.</translation>
    </message>
    <message>
        <source>&amp;Confirm “%1”</source>
        <translation>&amp;Confirmar «%1»</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>Cualquier estado</translation>
    </message>
    <message>
        <source>Register for:</source>
        <translation>Inscribirse en:</translation>
    </message>
    <message>
        <source>The event is in progress: you can confirm your attendance now.</source>
        <translation>El evento está en curso: ya puede confirmar su asistencia.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Your attendance could not be read</source>
        <translation>No se pudo leer su asistencia</translation>
    </message>
    <message>
        <source>Being read</source>
        <translation>Leyendo</translation>
    </message>
</context>
<context>
    <name>EvalTrack::PasswordField</name>
    <message>
        <source>Hide the password</source>
        <translation>Ocultar la contraseña</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Mostrar la contraseña</translation>
    </message>
</context>
<context>
    <name>EvalTrack::PeoplePage</name>
    <message>
        <source>All departments</source>
        <translation>Todos los departamentos</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n persona</numerusform>
            <numerusform>%n personas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Nobody here yet</source>
        <translation>Todavía no hay nadie</translation>
    </message>
    <message>
        <source>People appear as soon as the first copy from the server is here, or when you add them.</source>
        <translation>Las personas aparecen cuando llegue la primera copia del servidor, o cuando usted las agregue.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Nadie encontrado</translation>
    </message>
    <message>
        <source>No person matches the search and the filters.</source>
        <translation>Ninguna persona coincide con la búsqueda y los filtros.</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>Mostrar a todos</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Persona nueva</translation>
    </message>
    <message>
        <source>A login can be given later by an administrator.</source>
        <translation>Un administrador puede darle acceso más tarde.</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inactivo</translation>
    </message>
    <message>
        <source>&amp;Deactivate</source>
        <translation>&amp;Desactivar</translation>
    </message>
    <message>
        <source>Re&amp;activate</source>
        <translation>Re&amp;activar</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Crear</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>%1 was added.</source>
        <translation>%1 se agregó.</translation>
    </message>
    <message>
        <source>%1 was changed.</source>
        <translation>%1 se cambió.</translation>
    </message>
    <message>
        <source>%1 is active again.</source>
        <translation>%1 está activa de nuevo.</translation>
    </message>
    <message>
        <source>%1 was deactivated.</source>
        <translation>%1 se desactivó.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Search name, ID, e-mail, job, department</source>
        <translation>Buscar nombre, cédula, correo, cargo, departamento</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Buscar personas</translation>
    </message>
    <message>
        <source>Which people</source>
        <translation>Qué personas</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Active and inactive</source>
        <translation>Activas e inactivas</translation>
    </message>
    <message>
        <source>&amp;New person</source>
        <translation>&amp;Persona nueva</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Asistencia</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>National ID</source>
        <translation>Cédula</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>Credencial</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Cargo</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Hired on</source>
        <translation>Fecha de ingreso</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Badges of everybody listed</source>
        <translation>Credenciales de todas las personas de la lista</translation>
    </message>
    <message>
        <source>EvalTrack badges</source>
        <translation>Credenciales de EvalTrack</translation>
    </message>
    <message>
        <source>Nobody listed has a badge code or a national ID, so there is nothing to print.</source>
        <translation>Nadie de la lista tiene código de credencial ni cédula: no hay nada que imprimir.</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have neither a badge code nor a national ID and are left out:</source>
        <translation>
            <numerusform>%n persona no tiene código de credencial ni cédula y queda fuera:</numerusform>
            <numerusform>%n personas no tienen código de credencial ni cédula y quedan fuera:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n badge(s) saved in “%1”.</source>
        <translation>
            <numerusform>%n credencial guardada en «%1».</numerusform>
            <numerusform>%n credenciales guardadas en «%1».</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>&amp;Badges…</source>
        <translation>&amp;Credenciales…</translation>
    </message>
    <message>
        <source>A PDF with the badges of everybody listed, to be printed</source>
        <translation>Un PDF con las credenciales de todas las personas de la lista, para imprimir</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>people</comment>
        <translation>Activos</translation>
    </message>
    <message>
        <source>Inactive</source>
        <comment>people</comment>
        <translation>Inactivos</translation>
    </message>
    <message>
        <source>Bir&amp;thdays</source>
        <translation>Cu&amp;mpleaños</translation>
    </message>
    <message>
        <source>Birthdays and anniversaries of the next 30 days</source>
        <translation>Cumpleaños y aniversarios de los próximos 30 días</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Deactivate %1?</source>
        <translation>¿Desactivar a %1?</translation>
    </message>
    <message>
        <source>Nothing that was recorded is lost. The leaving date counts in the turnover report; empty it if the person is only away.</source>
        <translation>No se pierde nada de lo registrado. La fecha de egreso cuenta en el informe de rotación; déjela vacía si la persona solo está ausente.</translation>
    </message>
    <message>
        <source>Left on</source>
        <translation>Fecha de egreso</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation>Desactivar</translation>
    </message>
    <message>
        <source>Contract ends within 60 days</source>
        <translation>El contrato termina en 60 días</translation>
    </message>
    <message>
        <source>Contract until</source>
        <translation>Contrato hasta</translation>
    </message>
    <message>
        <source>The first copy is being fetched</source>
        <translation>Obteniendo la primera copia</translation>
    </message>
</context>
<context>
    <name>EvalTrack::PersonPhoto</name>
    <message>
        <source>A photo of %1</source>
        <translation>Una foto de %1</translation>
    </message>
    <message>
        <source>This picture cannot be read</source>
        <translation>Esta imagen no se puede leer</translation>
    </message>
    <message>
        <source>Choose a photo in JPEG or PNG.</source>
        <translation>Elija una foto en JPEG o PNG.</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>foto</translation>
    </message>
    <message>
        <source>The photo of %1 was saved.</source>
        <translation>Se guardó la foto de %1.</translation>
    </message>
    <message>
        <source>Change photo…</source>
        <translation>Cambiar foto…</translation>
    </message>
    <message>
        <source>Set a photo…</source>
        <translation>Poner una foto…</translation>
    </message>
    <message>
        <source>A JPEG or PNG; it is made smaller before it is sent</source>
        <translation>Un JPEG o PNG; se reduce antes de enviarlo</translation>
    </message>
    <message>
        <source>The server is needed for this</source>
        <translation>Para esto hace falta el servidor</translation>
    </message>
    <message>
        <source>Photo of %1</source>
        <translation>Foto de %1</translation>
    </message>
    <message>
        <source>No photo of %1</source>
        <translation>Sin foto de %1</translation>
    </message>
</context>
<context>
    <name>EvalTrack::PinButton</name>
    <message>
        <source>Change the PIN of %1</source>
        <translation>Cambiar el PIN de %1</translation>
    </message>
    <message>
        <source>A PIN for %1</source>
        <translation>Un PIN para %1</translation>
    </message>
    <message>
        <source>Capture stations that ask for it want it after the badge. %1 to %2 digits.</source>
        <translation>Las estaciones de captura que lo piden lo quieren después de la credencial. De %1 a %2 cifras.</translation>
    </message>
    <message>
        <source>Leave it empty to take the present one away.</source>
        <translation>Déjelo vacío para quitar el actual.</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Save the PIN</source>
        <translation>Guardar el PIN</translation>
    </message>
    <message>
        <source>The PIN was not saved</source>
        <translation>El PIN no se guardó</translation>
    </message>
    <message>
        <source>The PIN of %1 was saved.</source>
        <translation>El PIN de %1 quedó guardado.</translation>
    </message>
    <message>
        <source>%1 has no PIN any more.</source>
        <translation>%1 ya no tiene PIN.</translation>
    </message>
    <message>
        <source>Change PIN…</source>
        <translation>Cambiar PIN…</translation>
    </message>
    <message>
        <source>Set a PIN…</source>
        <translation>Asignar un PIN…</translation>
    </message>
    <message>
        <source>For capture stations that ask for it after the badge</source>
        <translation>Para las estaciones de captura que lo piden después de la credencial</translation>
    </message>
    <message>
        <source>The server is needed for this</source>
        <translation>Para esto hace falta el servidor</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ProfileForm</name>
    <message>
        <source>Choose a person from the list, or leave it empty.</source>
        <translation>Elija una persona de la lista, o déjelo vacío.</translation>
    </message>
    <message>
        <source>This is in the future.</source>
        <translation>Está en el futuro.</translation>
    </message>
    <message>
        <source>None</source>
        <comment>department</comment>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Escriba un nombre</translation>
    </message>
    <message>
        <source>Notes of HR</source>
        <translation>Notas de Recursos Humanos</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ProfilePage</name>
    <message>
        <source>My profile</source>
        <translation>Mi perfil</translation>
    </message>
    <message>
        <source>Your profile is not here yet</source>
        <translation>Su perfil todavía no está aquí</translation>
    </message>
    <message>
        <source>It appears when the first copy from the server is here.</source>
        <translation>Aparece cuando llegue la primera copia del servidor.</translation>
    </message>
    <message>
        <source>Your profile was changed.</source>
        <translation>Se cambió su perfil.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Human resources can change the rest.</source>
        <translation>Recursos humanos puede cambiar lo demás.</translation>
    </message>
    <message>
        <source>My documents</source>
        <translation>Mis documentos</translation>
    </message>
</context>
<context>
    <name>EvalTrack::QuestionsEditor</name>
    <message>
        <source>Add a &amp;question</source>
        <translation>Añadir una &amp;pregunta</translation>
    </message>
    <message>
        <source>Question %1</source>
        <translation>Pregunta %1</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Move question %1 up</source>
        <translation>Subir la pregunta %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove question %1</source>
        <translation>Quitar la pregunta %1</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ReportsPage</name>
    <message>
        <source>The period ends before it begins. Choose another day.</source>
        <translation>El período termina antes de empezar. Elija otro día.</translation>
    </message>
    <message>
        <source>Being put together</source>
        <translation>Preparando el informe</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>The report could not be put together</source>
        <translation>No se pudo preparar el informe</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Nothing was put together.</source>
        <translation>No se preparó nada.</translation>
    </message>
    <message>
        <source>Reading event %1 of %2…</source>
        <translation>Leyendo el evento %1 de %2…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Nothing in this period</source>
        <translation>Nada en este período</translation>
    </message>
    <message>
        <source>No event of this period is over, or nobody of the department was registered. Choose another period or department.</source>
        <translation>Ningún evento de este período ha terminado, o nadie del departamento estaba inscrito. Elija otro período u otro departamento.</translation>
    </message>
    <message>
        <source>Events before %1 are not on this computer and not in this report. “Show older” under Attendance fetches them.</source>
        <translation>Los eventos anteriores al %1 no están en este equipo ni en este informe. «Mostrar anteriores», en Asistencia, los trae.</translation>
    </message>
    <message>
        <source>Export a report</source>
        <translation>Exportar un informe</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>Se guardó %1.</translation>
    </message>
    <message>
        <source>The printer did not take the report.</source>
        <translation>La impresora no aceptó el informe.</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Informes</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Este mes</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Mes pasado</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Este año</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Año pasado</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation>Últimos 12 meses</translation>
    </message>
    <message>
        <source>Chosen days</source>
        <translation>Días elegidos</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>All departments</source>
        <translation>Todos los departamentos</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportar</translation>
    </message>
    <message>
        <source>E&amp;xcel workbook…</source>
        <translation>Libro de E&amp;xcel…</translation>
    </message>
    <message>
        <source>&amp;CSV file…</source>
        <translation>Archivo &amp;CSV…</translation>
    </message>
    <message>
        <source>P&amp;DF file…</source>
        <translation>Archivo P&amp;DF…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Imprimir…</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Tabla</translation>
    </message>
    <message>
        <source>&amp;Chart</source>
        <translation>&amp;Gráfico</translation>
    </message>
    <message>
        <source>%1: the first %2</source>
        <translation>%1: los primeros %2</translation>
    </message>
    <message>
        <source>No event of this period is over. Choose another period.</source>
        <translation>Ningún evento de este período ha terminado. Elija otro período.</translation>
    </message>
    <message>
        <source>Nobody is known who was there then. Choose another period or department.</source>
        <translation>No se conoce a nadie que estuviera entonces. Elija otro período u otro departamento.</translation>
    </message>
    <message>
        <source>Last 13 months</source>
        <translation>Últimos 13 meses</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ReviewsPage</name>
    <message numerus="yes">
        <source>%n to decide</source>
        <translation>
            <numerusform>%n por decidir</numerusform>
            <numerusform>%n por decidir</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nada que revisar</translation>
    </message>
    <message>
        <source>Every capture counts as it was made. What the rules hold back or find doubtful appears here.</source>
        <translation>Cada captura cuenta como se hizo. Lo que las reglas retienen o encuentran dudoso aparece aquí.</translation>
    </message>
    <message>
        <source>Nothing was decided</source>
        <translation>No se ha decidido nada</translation>
    </message>
    <message>
        <source>Decisions of the last 30 days appear here, and can be taken back.</source>
        <translation>Aquí aparecen las decisiones de los últimos 30 días, y se pueden deshacer.</translation>
    </message>
    <message>
        <source>What a decision leads to is worked out by the server, and it cannot be reached now. Captures go on being recorded meanwhile.</source>
        <translation>Lo que resulta de una decisión lo calcula el servidor, y ahora no se puede llegar a él. Mientras tanto se sigue capturando.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Only with a connection</source>
        <translation>Solo con conexión</translation>
    </message>
    <message>
        <source>The captures under review come from the server.</source>
        <translation>Las capturas en revisión vienen del servidor.</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n seleccionada</numerusform>
            <numerusform>%n seleccionadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a person from the list.</source>
        <translation>Elija una persona de la lista.</translation>
    </message>
    <message numerus="yes">
        <source>Reject %n capture(s)?</source>
        <translation>
            <numerusform>¿Rechazar %n captura?</numerusform>
            <numerusform>¿Rechazar %n capturas?</numerusform>
        </translation>
    </message>
    <message>
        <source>It stays in the ledger and does not count. The person concerned can read the reason.</source>
        <translation>Queda en el registro y no cuenta. La persona afectada puede leer el motivo.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) accepted.</source>
        <translation>
            <numerusform>%n captura aceptada.</numerusform>
            <numerusform>%n capturas aceptadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) attached.</source>
        <translation>
            <numerusform>%n captura asignada.</numerusform>
            <numerusform>%n capturas asignadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) rejected.</source>
        <translation>
            <numerusform>%n captura rechazada.</numerusform>
            <numerusform>%n capturas rechazadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) taken back.</source>
        <translation>
            <numerusform>%n decisión deshecha.</numerusform>
            <numerusform>%n decisiones deshechas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) name nobody: open each and attach it to a person.</source>
        <translation>
            <numerusform>%n captura no nombra a nadie: ábrala y asígnela a una persona.</numerusform>
            <numerusform>%n capturas no nombran a nadie: abra cada una y asígnela a una persona.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) could not be decided: somebody else was faster, or the event is unknown.</source>
        <translation>
            <numerusform>%n captura no se pudo decidir: alguien fue más rápido, o el evento no se conoce.</numerusform>
            <numerusform>%n capturas no se pudieron decidir: alguien fue más rápido, o el evento no se conoce.</numerusform>
        </translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>Por decidir</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Decididas</translation>
    </message>
    <message>
        <source>Which captures</source>
        <translation>Qué capturas</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Aceptar</translation>
    </message>
    <message>
        <source>&amp;Reject…</source>
        <translation>&amp;Rechazar…</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>Attac&amp;h</source>
        <translation>A&amp;signar</translation>
    </message>
    <message>
        <source>Explain this attendance</source>
        <translation>Explicar esta asistencia</translation>
    </message>
    <message>
        <source>Attach to a person</source>
        <translation>Asignar a una persona</translation>
    </message>
    <message>
        <source>Captures under review</source>
        <translation>Capturas en revisión</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Decisión</translation>
    </message>
    <message>
        <source>Say first whose it is: attach a person.</source>
        <translation>Indique antes de quién es: asigne una persona.</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Escriba un nombre</translation>
    </message>
    <message>
        <source>No person yet: attach one to accept it.</source>
        <translation>Aún no es de nadie: asigne una persona para aceptarla.</translation>
    </message>
    <message>
        <source>Select captures to decide.</source>
        <translation>Seleccione capturas para decidir.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ScoreBar</name>
    <message>
        <source>%1 of 10</source>
        <translation>%1 de 10</translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation>Sin elegir</translation>
    </message>
    <message>
        <source>Score %1</source>
        <translation>Nota %1</translation>
    </message>
    <message>
        <source>Press 1 to 9, or 0 for 10</source>
        <translation>Pulse de 1 a 9, o 0 para 10</translation>
    </message>
</context>
<context>
    <name>EvalTrack::SearchField</name>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Borrar la búsqueda</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ServerList</name>
    <message>
        <source>Refresh</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Being fetched</source>
        <translation>Obteniendo datos</translation>
    </message>
    <message>
        <source>This list could not be read</source>
        <translation>No se pudo leer esta lista</translation>
    </message>
    <message>
        <source>Refresh (%1)</source>
        <translation>Actualizar (%1)</translation>
    </message>
</context>
<context>
    <name>EvalTrack::SessionNotice</name>
    <message>
        <source>An administrator gave you another role: %1. What you can see and do here changes with it.</source>
        <translation>Un administrador le dio otro rol: %1. Con él cambia lo que puede ver y hacer aquí.</translation>
    </message>
    <message>
        <source>Change now</source>
        <translation>Cambiar ahora</translation>
    </message>
    <message>
        <source>The server shows a certificate that this computer does not know, so nothing is sent to it. You can go on working; what you record is kept here.</source>
        <translation>El servidor presenta un certificado que este equipo no conoce, así que no se le envía nada. Puede seguir trabajando; lo que registre se guarda aquí.</translation>
    </message>
    <message>
        <source>Look at the certificate</source>
        <translation>Ver el certificado</translation>
    </message>
    <message>
        <source>Your sign-in has expired. You can go on working; what you record is sent after you sign in again.</source>
        <translation>Su sesión expiró. Puede seguir trabajando; lo que registre se envía cuando inicie sesión otra vez.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of yours wait on this computer in a copy that cannot be opened: its key was not at hand when your password changed. They are kept, and EvalTrack tries again each time you sign in.</source>
        <translation>
            <numerusform>%n registro suyo espera en este equipo en una copia que no se puede abrir: su clave no estaba disponible cuando cambió su contraseña. Se conserva, y EvalTrack lo intenta de nuevo cada vez que inicia sesión.</numerusform>
            <numerusform>%n registros suyos esperan en este equipo en una copia que no se puede abrir: su clave no estaba disponible cuando cambió su contraseña. Se conservan, y EvalTrack lo intenta de nuevo cada vez que inicia sesión.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The copy of your data on this computer was damaged and is made anew. %n record(s) that had not been sent were found in it and are kept.</source>
        <translation>
            <numerusform>La copia de sus datos en este equipo estaba dañada y se hace de nuevo. Se encontró en ella %n registro que no se había enviado y se conserva.</numerusform>
            <numerusform>La copia de sus datos en este equipo estaba dañada y se hace de nuevo. Se encontraron en ella %n registros que no se habían enviado y se conservan.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) or more could not be read; the damaged file is kept for your administrator.</source>
        <translation>
            <numerusform>%n registro o más no se pudo leer; el archivo dañado se conserva para su administrador.</numerusform>
            <numerusform>%n registros o más no se pudieron leer; el archivo dañado se conserva para su administrador.</numerusform>
        </translation>
    </message>
    <message>
        <source>The keychain of this computer is not available, so EvalTrack will ask for your password at the next start.</source>
        <translation>El llavero de este equipo no está disponible, así que EvalTrack pedirá su contraseña en el próximo arranque.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Pantallas</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>En todas partes</translation>
    </message>
    <message>
        <source>Search in the list</source>
        <translation>Buscar en la lista</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Close what is open beside a list</source>
        <translation>Cerrar lo que está abierto junto a una lista</translation>
    </message>
    <message>
        <source>Synchronize now</source>
        <translation>Sincronizar ahora</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Esta hoja</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>New, where the page has it</source>
        <translation>Nuevo, donde la pantalla lo tenga</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listas</translation>
    </message>
    <message>
        <source>From the search to the list</source>
        <translation>De la búsqueda a la lista</translation>
    </message>
    <message>
        <source>Open the selected row</source>
        <translation>Abrir la fila seleccionada</translation>
    </message>
    <message>
        <source>Select every row</source>
        <translation>Seleccionar todas las filas</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Captura</translation>
    </message>
    <message>
        <source>Record what was typed</source>
        <translation>Registrar lo escrito</translation>
    </message>
    <message>
        <source>Record departures, or arrivals again</source>
        <translation>Registrar salidas, o de nuevo llegadas</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Find and go to anything</source>
        <translation>Buscar e ir a cualquier parte</translation>
    </message>
    <message>
        <source>Filter the column</source>
        <translation>Filtrar la columna</translation>
    </message>
    <message>
        <source>What can be done with the row</source>
        <translation>Qué se puede hacer con la fila</translation>
    </message>
    <message>
        <source>Copy the selected rows, with headings</source>
        <translation>Copiar las filas elegidas, con títulos</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>Deshacer el último cambio</translation>
    </message>
    <message>
        <source>Redo what was undone</source>
        <translation>Rehacer lo deshecho</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Help for this page</source>
        <translation>Ayuda de esta pantalla</translation>
    </message>
    <message>
        <source>Sort, group, and choose columns</source>
        <translation>Ordenar, agrupar y elegir columnas</translation>
    </message>
    <message>
        <source>Fold and unfold a group</source>
        <translation>Plegar y desplegar un grupo</translation>
    </message>
    <message>
        <source>Edit the selected rows together</source>
        <translation>Editar a la vez las filas seleccionadas</translation>
    </message>
    <message>
        <source>Paste cells of a spreadsheet onto them</source>
        <translation>Pegar en ellas celdas de una hoja de cálculo</translation>
    </message>
</context>
<context>
    <name>EvalTrack::SignInPage</name>
    <message>
        <source>Sign in to EvalTrack</source>
        <translation>Iniciar sesión en EvalTrack</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Iniciando sesión…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>Servidor: %1</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Work with another server</source>
        <translation>Trabajar con otro servidor</translation>
    </message>
    <message>
        <source>The keychain of this computer is not available: EvalTrack will ask for your password at each start. Nothing is kept in plain text.</source>
        <translation>El llavero de este equipo no está disponible: EvalTrack pedirá su contraseña en cada arranque. Nada se guarda sin cifrar.</translation>
    </message>
    <message>
        <source>The keychain of this computer does not answer. It has the key to records that are not sent yet: unlock it and sign in again.</source>
        <translation>El llavero de este equipo no responde. Tiene la clave de registros que aún no se han enviado: desbloquéelo e inicie sesión de nuevo.</translation>
    </message>
    <message>
        <source>Server: this computer</source>
        <translation>Servidor: este equipo</translation>
    </message>
    <message>
        <source>Use this computer as a capture station</source>
        <translation>Usar este equipo como estación de captura</translation>
    </message>
</context>
<context>
    <name>EvalTrack::SignOut</name>
    <message>
        <source>What you typed could not be saved, so you are still signed in. Look at the form, and try again.</source>
        <translation>Lo que escribió no se pudo guardar, así que su sesión sigue abierta. Revise el formulario e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Your records are removed from this computer. They stay on the server.</source>
        <translation>Sus registros se quitan de este equipo. Siguen en el servidor.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) have not reached the server yet. They stay on this computer and are sent when you sign in again; everything else is removed from it.</source>
        <translation>
            <numerusform>%n registro no ha llegado al servidor. Se queda en este equipo y se envía cuando inicie sesión otra vez; todo lo demás se quita.</numerusform>
            <numerusform>%n registros no han llegado al servidor. Se quedan en este equipo y se envían cuando inicie sesión otra vez; todo lo demás se quita.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) in the outbox need a decision and stay there.</source>
        <translation>
            <numerusform>%n registro de la bandeja de salida requiere una decisión y se queda allí.</numerusform>
            <numerusform>%n registros de la bandeja de salida requieren una decisión y se quedan allí.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n discarded record(s) stay on this computer too, sealed, so that you can put them back.</source>
        <translation>
            <numerusform>También queda en este equipo %n registro descartado, cifrado, para que pueda recuperarlo.</numerusform>
            <numerusform>También quedan en este equipo %n registros descartados, cifrados, para que pueda recuperarlos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>¿Cerrar sesión?</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
</context>
<context>
    <name>EvalTrack::StartPage</name>
    <message>
        <source>Starting the server on this computer…</source>
        <translation>Iniciando el servidor en este equipo…</translation>
    </message>
    <message>
        <source>This is not an address, such as hr.example.com.</source>
        <translation>Esto no es una dirección, como rrhh.ejemplo.com.</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>Consultando %1…</translation>
    </message>
    <message>
        <source>There is an EvalTrack server (version %1), but this computer does not know its certificate.</source>
        <translation>Hay un servidor de EvalTrack (versión %1), pero este equipo no conoce su certificado.</translation>
    </message>
    <message>
        <source>Issued to %1 by %2. Compare the fingerprint with the one your administrator gave you.</source>
        <translation>Emitido para %1 por %2. Compare la huella con la que le dio su administrador.</translation>
    </message>
    <message>
        <source>EvalTrack server, version %1.</source>
        <translation>Servidor de EvalTrack, versión %1.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <source>Welcome to EvalTrack</source>
        <translation>Bienvenido a EvalTrack</translation>
    </message>
    <message>
        <source>Work on this computer</source>
        <translation>Usar EvalTrack en este equipo</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Conectar a un servidor</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Dirección del servidor</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <translation>Huella (SHA-256)</translation>
    </message>
    <message>
        <source>The fingerprint is right: trust this server</source>
        <translation>La huella es correcta: confiar en este servidor</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Conectar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Starting the database</source>
        <translation>Iniciando la base de datos</translation>
    </message>
    <message>
        <source>Starting the server</source>
        <translation>Iniciando el servidor</translation>
    </message>
    <message>
        <source>Its administrator knows the address.</source>
        <translation>Su administrador conoce la dirección.</translation>
    </message>
    <message>
        <source>EvalTrack is starting</source>
        <translation>EvalTrack está arrancando</translation>
    </message>
    <message>
        <source>The first time takes a little longer.</source>
        <translation>La primera vez tarda un poco más.</translation>
    </message>
    <message>
        <source>Connecting to the database</source>
        <translation>Conectando con la base de datos</translation>
    </message>
    <message>
        <source>Bringing the database up to date</source>
        <translation>Actualizando la base de datos</translation>
    </message>
    <message>
        <source>Making the demo company</source>
        <translation>Creando la empresa de demostración</translation>
    </message>
    <message>
        <source>EvalTrack keeps everything here. No other computer can connect to it.</source>
        <translation>EvalTrack lo guarda todo aquí. Ningún otro equipo puede conectarse.</translation>
    </message>
    <message>
        <source>Your organization has an EvalTrack server and gave you its address.</source>
        <translation>Su organización tiene un servidor de EvalTrack y le dio su dirección.</translation>
    </message>
    <message>
        <source>Use this computer as a capture station</source>
        <translation>Usar este equipo como estación de captura</translation>
    </message>
    <message>
        <source>It stands at a door and records who arrives; nobody signs in. An administrator gives you a code.</source>
        <translation>El equipo está en una puerta y registra a quienes llegan, sin que nadie inicie sesión. Un administrador le da un código.</translation>
    </message>
    <message>
        <source>Server of the capture station</source>
        <translation>Servidor de la estación de captura</translation>
    </message>
    <message>
        <source>Certificate of the server</source>
        <translation>Certificado del servidor</translation>
    </message>
    <message>
        <source>It is not the one that this computer knew.</source>
        <translation>No es el que este equipo conocía.</translation>
    </message>
    <message>
        <source>How do you want to use EvalTrack?</source>
        <translation>¿Cómo va a usar EvalTrack?</translation>
    </message>
</context>
<context>
    <name>EvalTrack::StatusLine</name>
    <message>
        <source>Online</source>
        <translation>En línea</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>The server can be reached.</source>
        <translation>El servidor responde.</translation>
    </message>
    <message>
        <source>The server cannot be reached. You can go on working: what you record is kept on this computer and sent later.</source>
        <translation>El servidor no responde. Puede seguir trabajando: lo que registre se guarda en este equipo y se envía después.</translation>
    </message>
    <message>
        <source>Show what has not reached the server yet</source>
        <translation>Ver lo que todavía no ha llegado al servidor</translation>
    </message>
    <message>
        <source>Everything is up to date</source>
        <translation>Todo está al día</translation>
    </message>
    <message>
        <source>Fetching the first copy…</source>
        <translation>Trayendo la primera copia…</translation>
    </message>
    <message>
        <source>Will try again soon</source>
        <translation>Se intentará de nuevo en breve</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) could not be read by this version</source>
        <translation>
            <numerusform>Esta versión no pudo leer %n registro</numerusform>
            <numerusform>Esta versión no pudo leer %n registros</numerusform>
        </translation>
    </message>
    <message>
        <source>Last sync: %1</source>
        <translation>Última sincronización: %1</translation>
    </message>
    <message>
        <source>Not synchronized yet</source>
        <translation>Sin sincronizar todavía</translation>
    </message>
    <message>
        <source>Nothing to send</source>
        <translation>Nada por enviar</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) to send</source>
        <translation>
            <numerusform>%n registro por enviar</numerusform>
            <numerusform>%n registros por enviar</numerusform>
        </translation>
    </message>
    <message>
        <source>Synchronizing…</source>
        <translation>Sincronizando…</translation>
    </message>
    <message>
        <source>The server can be reached, but nothing has been sent for a minute. The connection is being made anew; what you recorded is safe on this computer.</source>
        <translation>Se puede llegar al servidor, pero no se ha enviado nada en un minuto. Se está rehaciendo la conexión; lo que registró está a salvo en este equipo.</translation>
    </message>
    <message>
        <source>Sending is stuck; connecting anew</source>
        <translation>El envío está detenido; conectando de nuevo</translation>
    </message>
    <message>
        <source>Trying to reach the server…</source>
        <translation>Intentando llegar al servidor…</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) in the outbox need attention</source>
        <translation>
            <numerusform>%n registro de la bandeja de salida requiere atención</numerusform>
            <numerusform>%n registros de la bandeja de salida requieren atención</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) made here to review</source>
        <translation>
            <numerusform>%n captura de este equipo por revisar</numerusform>
            <numerusform>%n capturas de este equipo por revisar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::StatusPage</name>
    <message>
        <source>Not known</source>
        <translation>No se sabe</translation>
    </message>
    <message>
        <source>The server has not said</source>
        <translation>El servidor no lo ha dicho</translation>
    </message>
    <message>
        <source>Being fetched</source>
        <translation>Se está trayendo</translation>
    </message>
    <message>
        <source>Go to Review</source>
        <translation>Ir a Revisión</translation>
    </message>
    <message>
        <source>Show all stations</source>
        <translation>Ver todas las estaciones</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>datos de %1</translation>
    </message>
    <message>
        <source>Only with a connection</source>
        <translation>Solo con conexión</translation>
    </message>
    <message>
        <source>What went wrong is kept by the server.</source>
        <translation>Lo que salió mal lo guarda el servidor.</translation>
    </message>
    <message>
        <source>The server cannot be reached now. These figures are from %1.</source>
        <translation>Ahora no se puede acceder al servidor. Estos datos son de %1.</translation>
    </message>
    <message>
        <source>The server cannot be reached now, and only it knows how it is.</source>
        <translation>Ahora no se puede acceder al servidor, y solo él sabe cómo está.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message numerus="yes">
        <source>%n in the last 90 days</source>
        <translation>
            <numerusform>%n en los últimos 90 días</numerusform>
            <numerusform>%n en los últimos 90 días</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing went wrong</source>
        <translation>Nada salió mal</translation>
    </message>
    <message>
        <source>A request that the server cannot carry out appears here for 90 days.</source>
        <translation>Una solicitud que el servidor no puede atender aparece aquí durante 90 días.</translation>
    </message>
    <message>
        <source>The request id was copied. The server&apos;s log has it, too.</source>
        <translation>Se copió el identificador de la solicitud. El registro del servidor también lo tiene.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Base de datos</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disco</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Copia de seguridad</translation>
    </message>
    <message>
        <source>Captures</source>
        <translation>Capturas</translation>
    </message>
    <message>
        <source>Capture stations</source>
        <translation>Estaciones de captura</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Qué salió mal</translation>
    </message>
    <message>
        <source>Copy request id</source>
        <translation>Copiar identificador</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Request and answer</source>
        <translation>Solicitud y respuesta</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detalle</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>Identificador</translation>
    </message>
    <message>
        <source>Trace id</source>
        <translation>Traza</translation>
    </message>
    <message>
        <source>Nobody signed in</source>
        <translation>Sin sesión iniciada</translation>
    </message>
    <message>
        <source>Go to Backups</source>
        <translation>Ir a Copias de seguridad</translation>
    </message>
    <message>
        <source>%1 These figures are from %2.</source>
        <translation>%1 Estas cifras son de %2.</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>Sin actualizar</translation>
    </message>
</context>
<context>
    <name>EvalTrack::TableExporter</name>
    <message>
        <source>Export %1</source>
        <translation>Exportar %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 is written, with %n row(s).</source>
        <translation>
            <numerusform>%1 está escrito, con %n fila.</numerusform>
            <numerusform>%1 está escrito, con %n filas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::TableFigures</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n seleccionada</numerusform>
            <numerusform>%n seleccionadas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column, sum of its selected cells</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>column, average, what its selected cells come to</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>None</source>
        <comment>total of a column</comment>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Filled in</source>
        <comment>total of a column</comment>
        <translation>Con dato</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Suma</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Promedio</translation>
    </message>
    <message>
        <source>Earliest</source>
        <translation>Primera</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Menor</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Última</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Mayor</translation>
    </message>
</context>
<context>
    <name>EvalTrack::TableGroups</name>
    <message>
        <source>(nothing)</source>
        <comment>value of a group</comment>
        <translation>(nada)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>group, its rows</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2 rows, folded</source>
        <translation>%1, %2 filas, plegado</translation>
    </message>
    <message>
        <source>%1, %2 rows, unfolded</source>
        <translation>%1, %2 filas, desplegado</translation>
    </message>
</context>
<context>
    <name>EvalTrack::TableHead</name>
    <message>
        <source>Filter this column (Alt+Down)</source>
        <translation>Filtrar esta columna (Alt+Abajo)</translation>
    </message>
</context>
<context>
    <name>EvalTrack::TotalsBar</name>
    <message>
        <source>Totals</source>
        <translation>Totales</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>word, total</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>column, sum, total</comment>
        <translation>%1, %2: %3</translation>
    </message>
</context>
<context>
    <name>EvalTrack::Tour</name>
    <message>
        <source>Main entrance</source>
        <translation>Entrada principal</translation>
    </message>
    <message>
        <source>Head office</source>
        <translation>Sede principal</translation>
    </message>
</context>
<context>
    <name>EvalTrack::TrayPage</name>
    <message>
        <source>Everything recorded on this computer has reached the server.</source>
        <translation>Todo lo guardado en este equipo ha llegado al servidor.</translation>
    </message>
    <message>
        <source>Nothing to decide</source>
        <translation>Nada que decidir</translation>
    </message>
    <message>
        <source>What waits is sent by itself as soon as there is a connection.</source>
        <translation>Lo pendiente se envía solo en cuanto haya conexión.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>The answer of the server is on its way.</source>
        <translation>La respuesta del servidor está en camino.</translation>
    </message>
    <message>
        <source>The server has it.</source>
        <translation>El servidor lo tiene.</translation>
    </message>
    <message>
        <source>Somebody else changed the same fields.</source>
        <translation>Otra persona cambió los mismos campos.</translation>
    </message>
    <message>
        <source>The server keeps it; human resources has to look at it.</source>
        <translation>El servidor lo conserva; recursos humanos debe revisarlo.</translation>
    </message>
    <message>
        <source>The server refused it.</source>
        <translation>El servidor lo rechazó.</translation>
    </message>
    <message>
        <source>Recorded %1 (%2)</source>
        <translation>Guardado el %1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>Sent %n time(s) so far</source>
        <translation>
            <numerusform>Enviado %n vez</numerusform>
            <numerusform>Enviado %n veces</numerusform>
        </translation>
    </message>
    <message>
        <source>It will be sent again.</source>
        <translation>Se enviará de nuevo.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Your decision will be sent.</source>
        <translation>Su decisión se enviará.</translation>
    </message>
    <message>
        <source>Which records</source>
        <translation>Qué registros</translation>
    </message>
    <message>
        <source>Send &amp;now</source>
        <translation>Enviar &amp;ahora</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Reintentar</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>&amp;Apply decision</source>
        <translation>&amp;Aplicar decisión</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Guardado</translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n por enviar</numerusform>
            <numerusform>%n por enviar</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to send</source>
        <translation>Nada por enviar</translation>
    </message>
    <message>
        <source>Waiting for its turn.</source>
        <translation>A la espera de su turno.</translation>
    </message>
    <message>
        <source>Waiting for a connection.</source>
        <translation>A la espera de conexión.</translation>
    </message>
    <message>
        <source>Discard this record?</source>
        <translation>¿Descartar este registro?</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>The record was discarded.</source>
        <translation>El registro se descartó.</translation>
    </message>
    <message>
        <source>Everything pending</source>
        <translation>Todo lo pendiente</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Descartar…</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Elemento</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>“%1” (%2) leaves this list. The server has it and keeps it; human resources can still decide. The reason will be kept.</source>
        <translation>«%1» (%2) sale de esta lista. El servidor lo tiene y lo conserva; recursos humanos puede decidir todavía. El motivo se guardará.</translation>
    </message>
    <message>
        <source>Reason (required)</source>
        <translation>Motivo (obligatorio)</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Bandeja de salida</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n requiere atención</numerusform>
            <numerusform>%n requieren atención</numerusform>
        </translation>
    </message>
    <message>
        <source>This change will be dropped: %2, “%1”. This computer goes back to what the server has. The reason will be kept.</source>
        <translation>Este cambio se descarta: %2, «%1». Este equipo vuelve a lo que tiene el servidor. El motivo se conserva.</translation>
    </message>
    <message>
        <source>Only what needs attention</source>
        <translation>Solo lo que requiere atención</translation>
    </message>
    <message>
        <source>Nothing was discarded</source>
        <translation>No se descartó nada</translation>
    </message>
    <message>
        <source>What is discarded on this computer is kept here, with the reason.</source>
        <translation>Lo que se descarta en este equipo se guarda aquí, con el motivo.</translation>
    </message>
    <message>
        <source>It is in the outbox again and will be sent.</source>
        <translation>Está de nuevo en la bandeja de salida y se enviará.</translation>
    </message>
    <message>
        <source>Discarded</source>
        <comment>items</comment>
        <translation>Descartados</translation>
    </message>
    <message>
        <source>&amp;Put back</source>
        <translation>&amp;Recuperar</translation>
    </message>
    <message>
        <source>Edit it and send it again, or discard it.</source>
        <translation>Edítelo y envíelo de nuevo, o descártelo.</translation>
    </message>
    <message>
        <source>Go to Re&amp;view</source>
        <translation>Ir a Re&amp;visión</translation>
    </message>
    <message numerus="yes">
        <source>%n under review</source>
        <translation>
            <numerusform>%n en revisión</numerusform>
            <numerusform>%n en revisión</numerusform>
        </translation>
    </message>
    <message>
        <source>If you were there, ask human resources to confirm it.</source>
        <translation>Si usted estuvo allí, pida a Recursos Humanos que lo confirme.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::UndoActions</name>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Deshacer: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Rehacer: %1</translation>
    </message>
    <message>
        <source>Undone: %1.</source>
        <translation>Deshecho: %1.</translation>
    </message>
    <message>
        <source>Done again: %1.</source>
        <translation>Rehecho: %1.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::UndoHistory</name>
    <message numerus="yes">
        <source>%n change(s) at once</source>
        <translation>
            <numerusform>%n cambio a la vez</numerusform>
            <numerusform>%n cambios a la vez</numerusform>
        </translation>
    </message>
    <message>
        <source>change of %1</source>
        <translation>cambio en %1</translation>
    </message>
    <message>
        <source>activation of %1</source>
        <translation>activación de %1</translation>
    </message>
    <message>
        <source>deactivation of %1</source>
        <translation>desactivación de %1</translation>
    </message>
    <message>
        <source>attendance of %1</source>
        <translation>asistencia de %1</translation>
    </message>
    <message>
        <source>addition of %1</source>
        <translation>alta de %1</translation>
    </message>
    <message>
        <source>The addition of %1 cannot be undone: others may work with it already. Deactivate it instead.</source>
        <translation>El alta de %1 no se puede deshacer: otros pueden estar usándola ya. Desactívela en su lugar.</translation>
    </message>
    <message>
        <source>What was written or graded in an evaluation cannot be undone: the other side may have read it already.</source>
        <translation>Lo escrito o calificado en una evaluación no se puede deshacer: la otra parte puede haberlo leído ya.</translation>
    </message>
    <message>
        <source>Registering for an event, confirming and removing an attendance cannot be undone. Change it where attendances are listed.</source>
        <translation>Inscribirse en un evento, confirmar una asistencia o quitarla no se puede deshacer. Cámbielo en la lista de asistencias.</translation>
    </message>
    <message>
        <source>Somebody changed this since, and it stays: %1.</source>
        <translation>Alguien cambió esto después, y se queda como está: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are not here any more.</source>
        <translation>
            <numerusform>%n registro ya no está aquí.</numerusform>
            <numerusform>%n registros ya no están aquí.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::ViewsButton</name>
    <message>
        <source>%1 (at the start)</source>
        <translation>%1 (al abrir)</translation>
    </message>
    <message>
        <source>No view saved yet</source>
        <translation>Aún no hay vistas guardadas</translation>
    </message>
    <message>
        <source>&amp;Save what is shown as a view…</source>
        <translation>&amp;Guardar lo que se muestra como vista…</translation>
    </message>
    <message>
        <source>Save what is shown in “%1”</source>
        <translation>Guardar lo que se muestra en «%1»</translation>
    </message>
    <message>
        <source>The view “%1” was saved.</source>
        <translation>Se guardó la vista «%1».</translation>
    </message>
    <message>
        <source>&amp;Rename “%1”…</source>
        <translation>Cambiar el &amp;nombre de «%1»…</translation>
    </message>
    <message>
        <source>&amp;Delete “%1”</source>
        <translation>&amp;Eliminar «%1»</translation>
    </message>
    <message>
        <source>S&amp;tart with “%1”</source>
        <translation>A&amp;brir la lista con «%1»</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Guardar esta vista</translation>
    </message>
    <message>
        <source>Filters, sorting, columns and the search are kept on this computer, for you alone.</source>
        <translation>Los filtros, el orden, las columnas y la búsqueda se guardan en este equipo, solo para usted.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Replace “%1”?</source>
        <translation>¿Reemplazar «%1»?</translation>
    </message>
    <message>
        <source>There is a view of that name already.</source>
        <translation>Ya hay una vista con ese nombre.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>Cambiar el nombre de «%1»</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Nombre nuevo</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar el nombre</translation>
    </message>
    <message>
        <source>“%1” is taken</source>
        <translation>«%1» ya existe</translation>
    </message>
    <message>
        <source>There is a view of that name already. Choose another one, or delete that view first.</source>
        <translation>Ya hay una vista con ese nombre. Elija otro, o elimine antes esa vista.</translation>
    </message>
    <message>
        <source>The view “%1” was deleted.</source>
        <translation>Se eliminó la vista «%1».</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vistas</translation>
    </message>
    <message>
        <source>Saved views of this list</source>
        <translation>Vistas guardadas de esta lista</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>todas las personas</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Compartidas</translation>
    </message>
    <message>
        <source>%1, shared with %2</source>
        <translation>%1, compartida con: %2</translation>
    </message>
    <message>
        <source>Stop s&amp;haring “%1”</source>
        <translation>Dejar de c&amp;ompartir «%1»</translation>
    </message>
    <message>
        <source>Stop s&amp;haring “%1” (only with a connection)</source>
        <translation>Dejar de c&amp;ompartir «%1» (solo con conexión)</translation>
    </message>
    <message>
        <source>S&amp;hare “%1” with</source>
        <translation>C&amp;ompartir «%1» con</translation>
    </message>
    <message>
        <source>S&amp;hare “%1” (only with a connection)</source>
        <translation>C&amp;ompartir «%1» (solo con conexión)</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Todas las personas</translation>
    </message>
    <message>
        <source>“%1” is shared with %2 now.</source>
        <translation>«%1» se comparte ahora con: %2.</translation>
    </message>
    <message>
        <source>Replace the shared “%1”?</source>
        <translation>¿Reemplazar la vista compartida «%1»?</translation>
    </message>
    <message>
        <source>A view of that name is shared already. Who has it sees this one instead.</source>
        <translation>Ya se comparte una vista con ese nombre. Quienes la tienen verán esta en su lugar.</translation>
    </message>
    <message>
        <source>“%1” is shared no longer.</source>
        <translation>«%1» ya no se comparte.</translation>
    </message>
    <message>
        <source>The name is too long to be shared</source>
        <translation>El nombre es demasiado largo para compartirla</translation>
    </message>
    <message>
        <source>“%1” was not shared</source>
        <translation>«%1» no se compartió</translation>
    </message>
    <message>
        <source>Rename the view to %1 letters at most, then share it.</source>
        <translation>Cambie el nombre de la vista a %1 letras como máximo y compártala después.</translation>
    </message>
    <message>
        <source>Somebody has shared a view of that name meanwhile, or changed it, or the list has as many shared views as it may (%1). Look at what is shared now, then share it again or stop sharing another one.</source>
        <translation>Alguien compartió entretanto una vista con ese nombre, o la cambió, o la lista ya tiene todas las vistas compartidas que puede tener (%1). Mire lo que se comparte ahora y compártala de nuevo, o deje de compartir otra.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::Welcome</name>
    <message>
        <source>All screens are here</source>
        <translation>Aquí están todas las pantallas</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>Encuentre lo que sea</translation>
    </message>
    <message>
        <source>Ctrl+K finds people, events, screens and what can be done with them. Type some letters and press Enter.</source>
        <translation>Ctrl+K encuentra personas, eventos, pantallas y lo que se puede hacer con ellos. Escriba unas letras y pulse Intro.</translation>
    </message>
    <message>
        <source>Ctrl+K finds events, screens and what can be done with them. Type some letters and press Enter.</source>
        <translation>Ctrl+K encuentra eventos, pantallas y lo que se puede hacer con ellos. Escriba unas letras y pulse Intro.</translation>
    </message>
    <message>
        <source>Capture at the door</source>
        <translation>Registre en la puerta</translation>
    </message>
    <message>
        <source>Choose the event, scan badges or type their codes. Each is safe on this computer at once, also without a network.</source>
        <translation>Elija el evento y escanee las credenciales o escriba sus códigos. Cada registro queda a salvo en este equipo al instante, también sin red.</translation>
    </message>
    <message>
        <source>Be there</source>
        <translation>Marque su asistencia</translation>
    </message>
    <message>
        <source>At an event, scan or type the code on the screen at the door, and your attendance is recorded.</source>
        <translation>En un evento, escanee o escriba el código de la pantalla de la puerta y su asistencia queda registrada.</translation>
    </message>
    <message>
        <source>Nothing is lost</source>
        <translation>Nada se pierde</translation>
    </message>
    <message>
        <source>This line says whether the server can be reached. What has not been sent waits in the outbox, and goes by itself.</source>
        <translation>Esta línea dice si se puede contactar con el servidor. Lo que no se ha enviado espera en la bandeja de salida y se envía solo.</translation>
    </message>
    <message>
        <source>Help is near</source>
        <translation>La ayuda está cerca</translation>
    </message>
    <message>
        <source>Shift+F1 explains the screen that is open, F1 lists all keys. This tour can be seen again from this menu.</source>
        <translation>Mayús+F1 explica la pantalla abierta; F1 muestra todas las teclas. Este recorrido se puede repetir desde este menú.</translation>
    </message>
    <message>
        <source>A click opens one; Ctrl+1 to Ctrl+9 open the first nine. What your role does not use is not shown.</source>
        <translation>Un clic abre una; Ctrl+1 a Ctrl+9 abren las nueve primeras. Lo que su rol no usa no se muestra.</translation>
    </message>
</context>
<context>
    <name>EvalTrack::WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;Ir a</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ay&amp;uda</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Cerrar sesión…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>About EvalTrack</source>
        <translation>Acerca de EvalTrack</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Synchronize now</source>
        <translation>Sincronizar ahora</translation>
    </message>
    <message>
        <source>Theme: %1</source>
        <translation>Tema: %1</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>Idioma: %1</translation>
    </message>
    <message>
        <source>Find and go…</source>
        <translation>Buscar e ir…</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Help for this page</source>
        <translation>Ayuda de esta pantalla</translation>
    </message>
    <message>
        <source>Show me around</source>
        <translation>Recorrido por el programa</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Today, %1</source>
        <translation>Hoy, %1</translation>
    </message>
    <message>
        <source>Tomorrow, %1</source>
        <translation>Mañana, %1</translation>
    </message>
    <message>
        <source>Yesterday, %1</source>
        <translation>Ayer, %1</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>ahora mismo</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>hace %n minuto</numerusform>
            <numerusform>hace %n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>hace %n hora</numerusform>
            <numerusform>hace %n horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>hace %n día</numerusform>
            <numerusform>hace %n días</numerusform>
        </translation>
    </message>
    <message>
        <source>today, %1</source>
        <translation>hoy, %1</translation>
    </message>
    <message>
        <source>tomorrow, %1</source>
        <translation>mañana, %1</translation>
    </message>
    <message>
        <source>yesterday, %1</source>
        <translation>ayer, %1</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>Departamentos</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Asistencia</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>EvalTrack id</source>
        <translation>Id de EvalTrack</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Nombre completo</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Apellido</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>National ID</source>
        <translation>Cédula</translation>
    </message>
    <message>
        <source>Badge code</source>
        <translation>Código de credencial</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>Cargo</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Jefe</translation>
    </message>
    <message>
        <source>Hire date</source>
        <translation>Fecha de ingreso</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descripción</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Cupos</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zona horaria</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Inscripción</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Day of attendance</source>
        <translation>Día de asistencia</translation>
    </message>
    <message>
        <source>Time of attendance</source>
        <translation>Hora de asistencia</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nuevo</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Cambia</translation>
    </message>
    <message>
        <source>No change</source>
        <translation>Sin cambios</translation>
    </message>
    <message>
        <source>To correct</source>
        <translation>Por corregir</translation>
    </message>
    <message>
        <source>Something that is needed is missing.</source>
        <translation>Falta algo necesario.</translation>
    </message>
    <message>
        <source>%1 is missing. Fill it in.</source>
        <translation>Falta «%1». Complételo.</translation>
    </message>
    <message>
        <source>%1 is too short.</source>
        <translation>«%1» es demasiado corto.</translation>
    </message>
    <message>
        <source>%1 is longer than %2 characters.</source>
        <translation>«%1» tiene más de %2 caracteres.</translation>
    </message>
    <message>
        <source>%1 has characters that are not text.</source>
        <translation>«%1» tiene caracteres que no son texto.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>Esto no es una dirección de correo.</translation>
    </message>
    <message>
        <source>This is not a time. Write it like 14:30.</source>
        <translation>Esto no es una hora. Escríbala así: 14:30.</translation>
    </message>
    <message>
        <source>Write yes or no.</source>
        <translation>Escriba sí o no.</translation>
    </message>
    <message>
        <source>This is not a whole number.</source>
        <translation>Esto no es un número entero.</translation>
    </message>
    <message>
        <source>A duration is between 15 minutes and 8 hours.</source>
        <translation>Una duración está entre 15 minutos y 8 horas.</translation>
    </message>
    <message>
        <source>Nobody was born on that day. Look at the year.</source>
        <translation>Nadie nació ese día. Revise el año.</translation>
    </message>
    <message>
        <source>%1 cannot be this.</source>
        <translation>«%1» no puede ser esto.</translation>
    </message>
    <message>
        <source>Write “Everyone” or “Open”.</source>
        <translation>Escriba «Todos» o «Abierta».</translation>
    </message>
    <message>
        <source>Write “Pending”, “Confirmed” or “Cancelled”.</source>
        <translation>Escriba «Pendiente», «Confirmada» o «Cancelada».</translation>
    </message>
    <message>
        <source>This is no time zone. Write its name like America/Lima.</source>
        <translation>Esto no es una zona horaria. Escriba su nombre, como America/Lima.</translation>
    </message>
    <message>
        <source>Clocks there skip this time on that day.</source>
        <translation>Ese día los relojes de allí se saltan esa hora.</translation>
    </message>
    <message>
        <source>Line %1 is of the same record. Keep one of them.</source>
        <translation>La línea %1 es del mismo registro. Deje una de las dos.</translation>
    </message>
    <message>
        <source>Line %1 has the same %2. Each may be there once.</source>
        <translation>La línea %1 tiene el mismo valor en «%2». Cada uno puede estar una vez.</translation>
    </message>
    <message>
        <source>This is %2&apos;s %1.</source>
        <translation>Es el valor de «%1» de %2.</translation>
    </message>
    <message>
        <source>More than one is called that. Write the national id, the e-mail or the id instead.</source>
        <translation>Hay más de uno con ese nombre. Escriba la cédula, el correo o el id.</translation>
    </message>
    <message>
        <source>There is no record with this id. Clear the cell to make a new one.</source>
        <translation>No hay ningún registro con este id. Vacíe la celda para crear uno nuevo.</translation>
    </message>
    <message>
        <source>There is none of that name.</source>
        <translation>No hay ninguno con ese nombre.</translation>
    </message>
    <message>
        <source>Nobody reports to themselves.</source>
        <translation>Nadie es su propio jefe.</translation>
    </message>
    <message>
        <source>The workbook shows the error %1 here.</source>
        <translation>El libro muestra aquí el error %1.</translation>
    </message>
    <message>
        <source>This record waits to be sent. Import again once it is.</source>
        <translation>Este registro espera su envío. Importe de nuevo cuando se haya enviado.</translation>
    </message>
    <message>
        <source>The department “%1” is new and will be made.</source>
        <translation>El departamento «%1» es nuevo y se creará.</translation>
    </message>
    <message>
        <source>The file cannot be read. Look whether it is still there and not open in another program.</source>
        <translation>El archivo no se puede leer. Compruebe que siga ahí y que no esté abierto en otro programa.</translation>
    </message>
    <message>
        <source>The file is larger than 64 MB. Divide it into several.</source>
        <translation>El archivo tiene más de 64 MB. Divídalo en varios.</translation>
    </message>
    <message>
        <source>The file has more than %1 rows. Divide it into several.</source>
        <translation>El archivo tiene más de %1 filas. Divídalo en varios.</translation>
    </message>
    <message>
        <source>The table has more than %1 columns. Leave out those that are not needed.</source>
        <translation>La tabla tiene más de %1 columnas. Quite las que no hagan falta.</translation>
    </message>
    <message>
        <source>There are no rows below the headings.</source>
        <translation>No hay filas debajo de los títulos.</translation>
    </message>
    <message>
        <source>This workbook is in an old format, or has a password. Save it as .xlsx, without a password.</source>
        <translation>Este libro tiene un formato antiguo, o una contraseña. Guárdelo como .xlsx y sin contraseña.</translation>
    </message>
    <message>
        <source>The workbook is damaged. Open it in your spreadsheet program and save it again.</source>
        <translation>El libro está dañado. Ábralo en su hoja de cálculo y guárdelo de nuevo.</translation>
    </message>
    <message>
        <source>Line %1: somebody changed the record meanwhile. Choose the file again.</source>
        <translation>Línea %1: alguien cambió el registro entretanto. Elija el archivo de nuevo.</translation>
    </message>
    <message>
        <source>Line %1: the record is gone. Choose the file again.</source>
        <translation>Línea %1: el registro ya no existe. Elija el archivo de nuevo.</translation>
    </message>
    <message>
        <source>Line %1: the event has fewer seats.</source>
        <translation>Línea %1: el evento tiene menos cupos.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Línea %1: %2</translation>
    </message>
    <message>
        <source>Line %1, %2: %3</source>
        <translation>Línea %1, %2: %3</translation>
    </message>
    <message>
        <source>Encoding: found out</source>
        <translation>Codificación: detectar</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>registration</comment>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmada</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Contract until</source>
        <translation>Contrato hasta</translation>
    </message>
    <message>
        <source>Left on</source>
        <translation>Fecha de egreso</translation>
    </message>
    <message>
        <source>This day is before the person was hired.</source>
        <translation>Este día es anterior al ingreso de la persona.</translation>
    </message>
    <message>
        <source>First password</source>
        <translation>Primera contraseña</translation>
    </message>
    <message>
        <source>Parent department</source>
        <translation>Departamento superior</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>A password has %1 characters or more.</source>
        <translation>Una contraseña tiene %1 caracteres o más.</translation>
    </message>
    <message>
        <source>Write “Administrator”, “Human resources” or “Employee”.</source>
        <translation>Escriba «Administrador», «Recursos humanos» o «Empleado».</translation>
    </message>
    <message>
        <source>A department cannot be part of itself, nor of one below it.</source>
        <translation>Un departamento no puede pertenecer a sí mismo ni a uno que está por debajo de él.</translation>
    </message>
    <message>
        <source>This account exists already. Passwords are set here for new ones alone.</source>
        <translation>Esta cuenta ya existe. Aquí solo se ponen contraseñas a las nuevas.</translation>
    </message>
    <message>
        <source>There is no such date. Write one like 2026-04-30 or 30/04/2026.</source>
        <translation>Esa fecha no existe. Escríbala así: 2026-04-30 o 30/04/2026.</translation>
    </message>
    <message>
        <source>This file is not a table, whatever its name says. Choose a CSV file or an Excel workbook (.xlsx).</source>
        <translation>Este archivo no es una tabla, diga lo que diga su nombre. Elija un archivo CSV o un libro de Excel (.xlsx).</translation>
    </message>
</context>
<context>
    <name>LegacyWords</name>
    <message>
        <source>Letters that v1 kept in an older way</source>
        <translation>Letras que v1 guardó de una manera antigua</translation>
    </message>
    <message>
        <source>Read as they were meant</source>
        <translation>Leídas como se escribieron</translation>
    </message>
    <message>
        <source>Garbled text, such as JosÃ©</source>
        <translation>Texto dañado, como JosÃ©</translation>
    </message>
    <message>
        <source>Put right: José</source>
        <translation>Corregido: José</translation>
    </message>
    <message>
        <source>Invisible control characters</source>
        <translation>Caracteres de control invisibles</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Se omiten</translation>
    </message>
    <message>
        <source>A text longer than EvalTrack takes</source>
        <translation>Un texto más largo de lo que admite EvalTrack</translation>
    </message>
    <message>
        <source>Cut; the report has the whole</source>
        <translation>Se corta; el informe lo tiene entero</translation>
    </message>
    <message>
        <source>A day that does not exist</source>
        <translation>Un día que no existe</translation>
    </message>
    <message>
        <source>Left empty</source>
        <translation>Queda vacío</translation>
    </message>
    <message>
        <source>A time that no clock shows</source>
        <translation>Una hora que ningún reloj muestra</translation>
    </message>
    <message>
        <source>Midnight for an event, else left empty</source>
        <translation>Medianoche en un evento; si no, queda vacía</translation>
    </message>
    <message>
        <source>A time that the clocks skipped</source>
        <translation>Una hora que los relojes saltaron</translation>
    </message>
    <message>
        <source>The first moment after it</source>
        <translation>El primer momento después</translation>
    </message>
    <message>
        <source>Created after it was last changed</source>
        <translation>Creado después de su último cambio</translation>
    </message>
    <message>
        <source>Read in world time (UTC)</source>
        <translation>Se lee en hora universal (UTC)</translation>
    </message>
    <message>
        <source>A time from before v1 changed its time zone</source>
        <translation>Una hora de antes de que v1 cambiara de zona</translation>
    </message>
    <message>
        <source>Read in the zone of then</source>
        <translation>Se lee en la zona de entonces</translation>
    </message>
    <message>
        <source>A time in the future</source>
        <translation>Una hora en el futuro</translation>
    </message>
    <message>
        <source>Kept; many of them mean another time zone</source>
        <translation>Se conserva; muchas indican otra zona horaria</translation>
    </message>
    <message>
        <source>Nobody knows when it was created</source>
        <translation>No se sabe cuándo se creó</translation>
    </message>
    <message>
        <source>The day of the record, else of its last change</source>
        <translation>El día del registro o el de su último cambio</translation>
    </message>
    <message>
        <source>An e-mail with capitals or spaces</source>
        <translation>Un correo con mayúsculas o espacios</translation>
    </message>
    <message>
        <source>In small letters, without spaces</source>
        <translation>En minúsculas, sin espacios</translation>
    </message>
    <message>
        <source>A second account with the same e-mail</source>
        <translation>Una segunda cuenta con el mismo correo</translation>
    </message>
    <message>
        <source>Waits; the account of the employee, else the older one, comes</source>
        <translation>Espera; viene la cuenta del empleado o la más antigua</translation>
    </message>
    <message>
        <source>Something that is no e-mail</source>
        <translation>Algo que no es un correo</translation>
    </message>
    <message>
        <source>No e-mail, so no sign-in</source>
        <translation>Sin correo, y por eso sin acceso</translation>
    </message>
    <message>
        <source>An employee&apos;s e-mail that is somebody else&apos;s</source>
        <translation>Un correo de empleado que es de otra persona</translation>
    </message>
    <message>
        <source>No e-mail</source>
        <translation>Sin correo</translation>
    </message>
    <message>
        <source>Account and employee have different e-mails</source>
        <translation>Cuenta y empleado tienen correos distintos</translation>
    </message>
    <message>
        <source>That of the account: people sign in with it</source>
        <translation>El de la cuenta: con él se inicia sesión</translation>
    </message>
    <message>
        <source>An account that EvalTrack has already</source>
        <translation>Una cuenta que EvalTrack ya tiene</translation>
    </message>
    <message>
        <source>That account stays and gets the records of v1</source>
        <translation>Esa cuenta queda y recibe los registros de v1</translation>
    </message>
    <message>
        <source>An unusable password</source>
        <translation>Una contraseña inservible</translation>
    </message>
    <message>
        <source>No sign-in until an administrator sets a new one</source>
        <translation>Sin acceso hasta que un administrador ponga otra</translation>
    </message>
    <message>
        <source>Account and employee say different things</source>
        <translation>Cuenta y empleado dicen cosas distintas</translation>
    </message>
    <message>
        <source>What the employee says</source>
        <translation>Lo que dice el empleado</translation>
    </message>
    <message>
        <source>An employee without a valid account</source>
        <translation>Un empleado sin cuenta válida</translation>
    </message>
    <message>
        <source>Joined with the account of the same e-mail</source>
        <translation>Se une a la cuenta del mismo correo</translation>
    </message>
    <message>
        <source>An employee who points to two accounts</source>
        <translation>Un empleado que apunta a dos cuentas</translation>
    </message>
    <message>
        <source>Joined with that of the same national ID</source>
        <translation>Se une a la de la misma cédula</translation>
    </message>
    <message>
        <source>An employee who points to two accounts, and the national ID does not settle which</source>
        <translation>Un empleado que apunta a dos cuentas, y la cédula no lo aclara</translation>
    </message>
    <message>
        <source>Waits, with all that belongs to the person</source>
        <translation>Espera, con todo lo de la persona</translation>
    </message>
    <message>
        <source>A second employee of one account</source>
        <translation>Un segundo empleado de una cuenta</translation>
    </message>
    <message>
        <source>A person without a sign-in</source>
        <translation>Una persona sin acceso</translation>
    </message>
    <message>
        <source>An employee whose account does not exist</source>
        <translation>Un empleado cuya cuenta no existe</translation>
    </message>
    <message>
        <source>A national ID that somebody else has</source>
        <translation>Una cédula que tiene otra persona</translation>
    </message>
    <message>
        <source>Stays with the first; empty here</source>
        <translation>Queda con la primera; aquí, vacía</translation>
    </message>
    <message>
        <source>A person without a name</source>
        <translation>Una persona sin nombre</translation>
    </message>
    <message>
        <source>The user name, else what stands before the @</source>
        <translation>El nombre de usuario o lo que está antes de la @</translation>
    </message>
    <message>
        <source>A person in an unknown state</source>
        <translation>Una persona en un estado desconocido</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activa</translation>
    </message>
    <message>
        <source>A role that EvalTrack does not have</source>
        <translation>Un rol que EvalTrack no tiene</translation>
    </message>
    <message>
        <source>Waits; its people get the highest role whose rights it covers</source>
        <translation>Espera; su gente recibe el rol más alto cuyos permisos cubre</translation>
    </message>
    <message>
        <source>A role in the trash</source>
        <translation>Un rol en la papelera</translation>
    </message>
    <message>
        <source>Waits; it gives nobody anything</source>
        <translation>Espera; no da nada a nadie</translation>
    </message>
    <message>
        <source>Somebody with several roles</source>
        <translation>Alguien con varios roles</translation>
    </message>
    <message>
        <source>The highest of them</source>
        <translation>El más alto</translation>
    </message>
    <message>
        <source>An account without a role</source>
        <translation>Una cuenta sin rol</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Empleado</translation>
    </message>
    <message>
        <source>Rights given to one person alone</source>
        <translation>Permisos dados a una sola persona</translation>
    </message>
    <message>
        <source>Not taken along</source>
        <translation>No se traen</translation>
    </message>
    <message>
        <source>An event without a day</source>
        <translation>Un evento sin día</translation>
    </message>
    <message>
        <source>Waits, with all that belongs to the event</source>
        <translation>Espera, con todo lo del evento</translation>
    </message>
    <message>
        <source>An event without a name</source>
        <translation>Un evento sin nombre</translation>
    </message>
    <message>
        <source>“Evento” and its number in v1</source>
        <translation>«Evento» y su número en v1</translation>
    </message>
    <message>
        <source>An event that begins at no time</source>
        <translation>Un evento sin hora de inicio</translation>
    </message>
    <message>
        <source>Begins at midnight</source>
        <translation>Empieza a medianoche</translation>
    </message>
    <message>
        <source>An event of an impossible length</source>
        <translation>Un evento de duración imposible</translation>
    </message>
    <message>
        <source>Over midnight, else an hour, 15 minutes or 8 hours</source>
        <translation>Pasa la medianoche; si no, una hora, 15 minutos u 8 horas</translation>
    </message>
    <message>
        <source>An event of an unknown type</source>
        <translation>Un evento de tipo desconocido</translation>
    </message>
    <message>
        <source>No type</source>
        <translation>Sin tipo</translation>
    </message>
    <message>
        <source>An event in a state of an older v1</source>
        <translation>Un evento en un estado de un v1 más antiguo</translation>
    </message>
    <message>
        <source>Active or inactive, whichever comes closest</source>
        <translation>Activo o inactivo, lo más parecido</translation>
    </message>
    <message>
        <source>An event whose creator does not exist</source>
        <translation>Un evento cuyo creador no existe</translation>
    </message>
    <message>
        <source>Created by the first administrator</source>
        <translation>Creado por el primer administrador</translation>
    </message>
    <message>
        <source>An event whose creator does not exist, and no administrator to take it</source>
        <translation>Un evento cuyo creador no existe, y sin administrador que lo tome</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Espera</translation>
    </message>
    <message>
        <source>Belongs to an event or a person that v1 does not have</source>
        <translation>Es de un evento o una persona que v1 no tiene</translation>
    </message>
    <message>
        <source>Belongs to an event or a person that waits too</source>
        <translation>Es de un evento o una persona que también espera</translation>
    </message>
    <message>
        <source>Comes along as soon as that one does</source>
        <translation>Viene en cuanto venga lo otro</translation>
    </message>
    <message>
        <source>Several attendances of one person at one event</source>
        <translation>Varias asistencias de una persona a un evento</translation>
    </message>
    <message>
        <source>One, with the earliest times and all comments</source>
        <translation>Una, con las horas más tempranas y todos los comentarios</translation>
    </message>
    <message>
        <source>Confirmed but did not come, or cancelled but came</source>
        <translation>Confirmó y no vino, o canceló y vino</translation>
    </message>
    <message>
        <source>Came, but was only registered</source>
        <translation>Vino, pero solo estaba registrada</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmada</translation>
    </message>
    <message>
        <source>Registered, but did not come</source>
        <translation>Registrada, pero no vino</translation>
    </message>
    <message>
        <source>Registered, with a note that says so</source>
        <translation>Registrada, con una nota que lo dice</translation>
    </message>
    <message>
        <source>Confirmed, but nobody knows when</source>
        <translation>Confirmada, pero no se sabe cuándo</translation>
    </message>
    <message>
        <source>When the event began</source>
        <translation>Cuando empezó el evento</translation>
    </message>
    <message>
        <source>In a state that v1 itself does not know</source>
        <translation>En un estado que ni v1 conoce</translation>
    </message>
    <message>
        <source>EvalTrack has a record of this person at this event already</source>
        <translation>EvalTrack ya tiene un registro de esta persona en este evento</translation>
    </message>
    <message>
        <source>Waits; that one stays</source>
        <translation>Espera; queda el que hay</translation>
    </message>
    <message>
        <source>An evaluation of somebody who was not registered</source>
        <translation>Una evaluación de alguien que no estaba registrado</translation>
    </message>
    <message>
        <source>A second evaluation of one person at one event</source>
        <translation>Una segunda evaluación de una persona en un evento</translation>
    </message>
    <message>
        <source>Waits; the one that is furthest comes</source>
        <translation>Espera; viene la más avanzada</translation>
    </message>
    <message>
        <source>An evaluation in a state of an older v1</source>
        <translation>Una evaluación en un estado de un v1 más antiguo</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Enviada</translation>
    </message>
    <message>
        <source>Answers kept in another way</source>
        <translation>Respuestas guardadas de otra manera</translation>
    </message>
    <message>
        <source>Each with its question</source>
        <translation>Cada una con su pregunta</translation>
    </message>
    <message>
        <source>Questions or answers that cannot be read</source>
        <translation>Preguntas o respuestas que no se pueden leer</translation>
    </message>
    <message>
        <source>Kept as they are, beside the evaluation</source>
        <translation>Se conservan como están, junto a la evaluación</translation>
    </message>
    <message>
        <source>An answer without a question</source>
        <translation>Una respuesta sin pregunta</translation>
    </message>
    <message>
        <source>“Pregunta” and its number</source>
        <translation>«Pregunta» y su número</translation>
    </message>
    <message>
        <source>A grade from 0 to 100</source>
        <translation>Una nota de 0 a 100</translation>
    </message>
    <message>
        <source>From 1 to 10; the report has the exact one</source>
        <translation>De 1 a 10; el informe tiene la exacta</translation>
    </message>
    <message>
        <source>An impossible grade</source>
        <translation>Una nota imposible</translation>
    </message>
    <message>
        <source>No grade; to be graded again</source>
        <translation>Sin nota; por calificar otra vez</translation>
    </message>
    <message>
        <source>Graded, but without a grade</source>
        <translation>Calificada, pero sin nota</translation>
    </message>
    <message>
        <source>Submitted, to be graded</source>
        <translation>Enviada, por calificar</translation>
    </message>
    <message>
        <source>A grade of what is not graded yet</source>
        <translation>Una nota de lo que aún no se califica</translation>
    </message>
    <message>
        <source>No grade</source>
        <translation>Sin nota</translation>
    </message>
    <message>
        <source>Changed in v1 and in EvalTrack since the last import</source>
        <translation>Cambió en v1 y en EvalTrack desde la última importación</translation>
    </message>
    <message>
        <source>Waits; what is here stays</source>
        <translation>Espera; queda lo que hay aquí</translation>
    </message>
    <message>
        <source>Belongs to another person or event than at the last import</source>
        <translation>Es de otra persona u otro evento que en la última importación</translation>
    </message>
    <message>
        <source>Was in v1 at the last import and is not any more</source>
        <translation>Estaba en v1 en la última importación y ya no está</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>Employees</source>
        <translation>Empleados</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Attendances</source>
        <translation>Asistencias</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>Evaluaciones</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Asistencia</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Evaluación</translation>
    </message>
    <message>
        <source>%1 %2 of v1</source>
        <translation>%1 %2 de v1</translation>
    </message>
    <message>
        <source>Event %1, employee %2</source>
        <translation>Evento %1, empleado %2</translation>
    </message>
    <message>
        <source>No. %1</source>
        <translation>N.º %1</translation>
    </message>
    <message>
        <source>Number in v1</source>
        <translation>Número en v1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Lo usa</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Eliminado</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Permisos</translation>
    </message>
    <message>
        <source>Own rights</source>
        <translation>Permisos propios</translation>
    </message>
    <message>
        <source>Roles (numbers in v1)</source>
        <translation>Roles (números en v1)</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Apellido</translation>
    </message>
    <message>
        <source>National ID</source>
        <translation>Cédula</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Cargo</translation>
    </message>
    <message>
        <source>Account (number in v1)</source>
        <translation>Cuenta (número en v1)</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descripción</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Empieza</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Termina</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Created by (number in v1)</source>
        <translation>Creado por (número en v1)</translation>
    </message>
    <message>
        <source>Event (number in v1)</source>
        <translation>Evento (número en v1)</translation>
    </message>
    <message>
        <source>Employee (number in v1)</source>
        <translation>Empleado (número en v1)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Asistió</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comentario</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Evaluated</source>
        <translation>Evaluada</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creado</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>Último cambio</translation>
    </message>
    <message>
        <source>Please type the address: the server has none either.</source>
        <translation>Escriba la dirección: el servidor tampoco la tiene.</translation>
    </message>
    <message>
        <source>This is no address of a database. See the example below the field.</source>
        <translation>Esto no es la dirección de una base de datos. Debe ser como el ejemplo.</translation>
    </message>
    <message>
        <source>Nothing answers at this address. Is the database running, and may the server reach it?</source>
        <translation>Nada responde en esta dirección. ¿Está en marcha la base de datos, y puede el servidor llegar a ella?</translation>
    </message>
    <message>
        <source>The database refuses this user or password.</source>
        <translation>La base de datos rechaza este usuario o contraseña.</translation>
    </message>
    <message>
        <source>This does not hold v1, or the user may not read it (SELECT on all tables).</source>
        <translation>Esto no contiene v1, o el usuario no lo puede leer (SELECT en todas las tablas).</translation>
    </message>
    <message>
        <source>The server cannot connect to MySQL yet. Ask whoever runs it to install the package libqt6sql6-mysql and to start it again.</source>
        <translation>El servidor todavía no puede conectarse a MySQL. Pida a quien lo administra que instale el paquete libqt6sql6-mysql y lo reinicie.</translation>
    </message>
</context>
<context>
    <name>Prompter</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>¿Salir sin guardar?</translation>
    </message>
    <message>
        <source>What you entered here has not been saved.</source>
        <translation>Lo que escribió aquí no se ha guardado.</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>Salir sin guardar</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Seguir editando</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Mayús</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Intro</translation>
    </message>
</context>
<context>
    <name>ReportPaper</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Página %1 de %2</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>Attendance by event</source>
        <translation>Asistencia por evento</translation>
    </message>
    <message>
        <source>Attendance by person</source>
        <translation>Asistencia por persona</translation>
    </message>
    <message>
        <source>Attendance by department</source>
        <translation>Asistencia por departamento</translation>
    </message>
    <message>
        <source>Attendance by month</source>
        <translation>Asistencia por mes</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>Ausencias</translation>
    </message>
    <message>
        <source>Evaluations by event</source>
        <translation>Evaluaciones por evento</translation>
    </message>
    <message>
        <source>Evaluations by department</source>
        <translation>Evaluaciones por departamento</translation>
    </message>
    <message>
        <source>Head count by department</source>
        <translation>Plantilla por departamento</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>National ID</source>
        <translation>Cédula</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Inscritos</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Asistieron</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>Ausentes</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Asistencia</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>Evaluaciones</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Respondidas</translation>
    </message>
    <message>
        <source>Graded</source>
        <translation>Calificadas</translation>
    </message>
    <message>
        <source>Average score</source>
        <translation>Nota promedio</translation>
    </message>
    <message>
        <source>Active people</source>
        <translation>Personas activas</translation>
    </message>
    <message>
        <source>Of these hired in the period</source>
        <translation>De ellas, ingresadas en el período</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 al %2</translation>
    </message>
    <message>
        <source>Active people as of today; hired: %1</source>
        <translation>Personas activas hoy; ingresos: %1</translation>
    </message>
    <message>
        <source>All departments</source>
        <translation>Todos los departamentos</translation>
    </message>
    <message>
        <source>Department: %1</source>
        <translation>Departamento: %1</translation>
    </message>
    <message>
        <source>As of %1, time zone %2</source>
        <translation>Al %1, zona horaria %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n fila</numerusform>
            <numerusform>%n filas</numerusform>
        </translation>
    </message>
    <message>
        <source>Evaluations of the events of %1 that you can see</source>
        <translation>Evaluaciones de los eventos del %1 que usted puede ver</translation>
    </message>
    <message>
        <source>Registrations</source>
        <translation>Inscripciones</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>Asistencias</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Ausencias</translation>
    </message>
    <message>
        <source>Events of %1 that are over</source>
        <translation>Eventos terminados del %1</translation>
    </message>
    <message>
        <source>Whoever was not confirmed counts as absent</source>
        <translation>Quien no fue confirmado cuenta como ausente</translation>
    </message>
    <message>
        <source>Evaluations by question</source>
        <translation>Evaluaciones por pregunta</translation>
    </message>
    <message>
        <source>Answers to the questions</source>
        <translation>Respuestas a las preguntas</translation>
    </message>
    <message>
        <source>Turnover by month</source>
        <translation>Rotación por mes</translation>
    </message>
    <message>
        <source>Turnover by department</source>
        <translation>Rotación por departamento</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Consultados</translation>
    </message>
    <message>
        <source>In numbers</source>
        <translation>Con número</translation>
    </message>
    <message>
        <source>Average (1–10)</source>
        <translation>Promedio (1–10)</translation>
    </message>
    <message>
        <source>At the start</source>
        <translation>Al inicio</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Ingresaron</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>people who left the company</comment>
        <translation>Egresaron</translation>
    </message>
    <message>
        <source>At the end</source>
        <translation>Al final</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>Rotación</translation>
    </message>
    <message>
        <source>People from %1; days ahead are not counted</source>
        <translation>Personas del %1; los días por venir no cuentan</translation>
    </message>
    <message>
        <source>Turnover: who left, of the mean of start and end; by today&apos;s departments</source>
        <translation>Rotación: quienes egresaron, sobre la media de inicio y final; por los departamentos de hoy</translation>
    </message>
    <message numerus="yes">
        <source>%n inactive person(s) without a leaving date left out</source>
        <translation>
            <numerusform>%n persona inactiva sin fecha de egreso queda fuera</numerusform>
            <numerusform>%n personas inactivas sin fecha de egreso quedan fuera</numerusform>
        </translation>
    </message>
    <message>
        <source>No average of fewer than %1 answers</source>
        <translation>Sin promedio de menos de %1 respuestas</translation>
    </message>
</context>
<context>
    <name>StatusJudge</name>
    <message>
        <source>OK</source>
        <translation>Bien</translation>
    </message>
    <message>
        <source>Look at this</source>
        <translation>Revise esto</translation>
    </message>
    <message>
        <source>Act now</source>
        <translation>Actúe ya</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>No se sabe</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n día</numerusform>
            <numerusform>%n días</numerusform>
        </translation>
    </message>
    <message>
        <source>Version %1, up for %2</source>
        <translation>Versión %1, activo %2</translation>
    </message>
    <message>
        <source>It is about to stop. Another server goes on, or it comes back by itself.</source>
        <translation>Está a punto de detenerse. Otro servidor continúa, o él vuelve por sí solo.</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Desde el %1</translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation>esquema %1</translation>
    </message>
    <message>
        <source>%1 of %2 connections open, %3 at work</source>
        <translation>%1 de %2 conexiones abiertas, %3 trabajando</translation>
    </message>
    <message>
        <source>PostgreSQL does not answer</source>
        <translation>PostgreSQL no responde</translation>
    </message>
    <message>
        <source>See whether it runs and has room on its disk. What people record waits on their computers meanwhile.</source>
        <translation>Vea si está en marcha y si le queda espacio en el disco. Lo que la gente registra espera mientras tanto en sus equipos.</translation>
    </message>
    <message>
        <source>%1 of %2 connections are taken. See which programs hold them.</source>
        <translation>%1 de %2 conexiones están ocupadas. Vea qué programas las tienen.</translation>
    </message>
    <message>
        <source>%1. The others come back by themselves; look again in a minute.</source>
        <translation>%1. Las demás vuelven por sí solas; mire de nuevo en un minuto.</translation>
    </message>
    <message>
        <source>%1 in the last %2 minutes</source>
        <translation>%1 en los últimos %2 minutos</translation>
    </message>
    <message>
        <source>None of them failed.</source>
        <translation>Ninguna falló.</translation>
    </message>
    <message numerus="yes">
        <source>%n failed. See below what it was.</source>
        <translation>
            <numerusform>%n falló. Vea abajo qué fue.</numerusform>
            <numerusform>%n fallaron. Vea abajo qué fue.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server cannot tell</source>
        <translation>El servidor no puede saberlo</translation>
    </message>
    <message>
        <source>%1 free of %2</source>
        <translation>%1 libres de %2</translation>
    </message>
    <message>
        <source>%1 full</source>
        <translation>%1 ocupado</translation>
    </message>
    <message>
        <source>%1. Make room, or give it a larger disk.</source>
        <translation>%1. Libere espacio o ponga un disco mayor.</translation>
    </message>
    <message>
        <source>The server is not told of backups</source>
        <translation>El servidor no sabe de las copias</translation>
    </message>
    <message>
        <source>Ask whoever runs it when the last one was.</source>
        <translation>Pregunte a quien lo administra cuándo fue la última.</translation>
    </message>
    <message>
        <source>There has been none yet</source>
        <translation>Todavía no hubo ninguna</translation>
    </message>
    <message>
        <source>Back up now: a lost disk would lose everything.</source>
        <translation>Haga una copia ya: si se pierde el disco, se pierde todo.</translation>
    </message>
    <message>
        <source>Last one %1</source>
        <translation>La última, %1</translation>
    </message>
    <message>
        <source>%1. See why the newer ones failed, and back up now.</source>
        <translation>%1. Vea por qué fallaron las siguientes y haga una copia ya.</translation>
    </message>
    <message>
        <source>%1 since the server started</source>
        <translation>%1 desde que inició el servidor</translation>
    </message>
    <message>
        <source>%1 counted, %2 repeated, %3 to review</source>
        <translation>%1 contadas, %2 repetidas, %3 por revisar</translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for somebody to decide.</source>
        <translation>
            <numerusform>%n espera que alguien decida.</numerusform>
            <numerusform>%n esperan que alguien decida.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the database knows them</source>
        <translation>Solo la base de datos las conoce</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>No capture stations yet</source>
        <translation>Aún no hay estaciones de captura</translation>
    </message>
    <message numerus="yes">
        <source>%n at work</source>
        <translation>
            <numerusform>%n en servicio</numerusform>
            <numerusform>%n en servicio</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting for its code</source>
        <translation>
            <numerusform>%n a la espera de su código</numerusform>
            <numerusform>%n a la espera de su código</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n switched off</source>
        <translation>
            <numerusform>%n desactivada</numerusform>
            <numerusform>%n desactivadas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has not sent since %2</source>
        <translation>%1 no envía desde %2</translation>
    </message>
    <message>
        <source>Nothing waits there. Last heard %1.</source>
        <translation>Nada espera en ellas. Última señal: %1.</translation>
    </message>
    <message>
        <source>None has been heard from yet.</source>
        <translation>Ninguna ha dado señal todavía.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>y %n más</numerusform>
            <numerusform>y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. See whether it has a network; nothing is lost.</source>
        <translation>%1. Vea si tiene red; nada se pierde.</translation>
    </message>
    <message>
        <source>It took too long</source>
        <translation>Tardó demasiado</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>El disco está lleno</translation>
    </message>
    <message>
        <source>The database was away</source>
        <translation>La base de datos no estaba</translation>
    </message>
    <message>
        <source>The server was too busy</source>
        <translation>El servidor estaba demasiado ocupado</translation>
    </message>
    <message>
        <source>A fault in the program</source>
        <translation>Un fallo del programa</translation>
    </message>
</context>
<context>
    <name>TableMenus</name>
    <message>
        <source>Sort &amp;ascending</source>
        <translation>Orden &amp;ascendente</translation>
    </message>
    <message>
        <source>Sort &amp;descending</source>
        <translation>Orden &amp;descendente</translation>
    </message>
    <message>
        <source>&amp;Then by this column</source>
        <translation>&amp;Luego por esta columna</translation>
    </message>
    <message>
        <source>&amp;Turn the order of this column</source>
        <translation>&amp;Invertir el orden de esta columna</translation>
    </message>
    <message>
        <source>No longer by &amp;this column</source>
        <translation>Ya &amp;no por esta columna</translation>
    </message>
    <message>
        <source>&amp;Reset sorting</source>
        <translation>&amp;Restablecer el orden</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Columnas</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>A&amp;brir</translation>
    </message>
    <message>
        <source>&amp;Copy with headings</source>
        <translation>&amp;Copiar con títulos</translation>
    </message>
    <message>
        <source>&amp;Filter…</source>
        <translation>&amp;Filtrar…</translation>
    </message>
    <message>
        <source>&amp;No filter on this column</source>
        <translation>&amp;Sin filtro en esta columna</translation>
    </message>
    <message>
        <source>T&amp;otal</source>
        <translation>T&amp;otal</translation>
    </message>
    <message>
        <source>&amp;Group by this column</source>
        <translation>A&amp;grupar por esta columna</translation>
    </message>
    <message>
        <source>Fold all groups (−)</source>
        <translation>Plegar todos los grupos (−)</translation>
    </message>
    <message>
        <source>Unfold all groups (+)</source>
        <translation>Desplegar todos los grupos (+)</translation>
    </message>
    <message>
        <source>&amp;No groups</source>
        <translation>&amp;Sin grupos</translation>
    </message>
    <message>
        <source>Free&amp;ze up to this column</source>
        <translation>&amp;Inmovilizar hasta esta columna</translation>
    </message>
    <message>
        <source>&amp;Unfreeze columns</source>
        <translation>&amp;Liberar columnas</translation>
    </message>
    <message>
        <source>&amp;Frozen columns</source>
        <translation>Columnas &amp;inmovilizadas</translation>
    </message>
    <message>
        <source>None</source>
        <comment>frozen columns</comment>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Up to “%1”</source>
        <translation>Hasta «%1»</translation>
    </message>
    <message>
        <source>&amp;Totals below the table</source>
        <translation>&amp;Totales bajo la tabla</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>The filters leave no row</source>
        <translation>Los filtros no dejan ninguna fila</translation>
    </message>
    <message>
        <source>There are rows, but none that passes all filters.</source>
        <translation>Hay filas, pero ninguna que cumpla todos los filtros.</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>Quitar todos los filtros</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Administrator</source>
        <translation>Administrador</translation>
    </message>
    <message>
        <source>Human resources</source>
        <translation>Recursos humanos</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Empleado</translation>
    </message>
    <message>
        <source>Pending</source>
        <comment>attendance</comment>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <comment>attendance</comment>
        <translation>Confirmada</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>attendance</comment>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>To answer</source>
        <comment>evaluation</comment>
        <translation>Por responder</translation>
    </message>
    <message>
        <source>To grade</source>
        <comment>evaluation</comment>
        <translation>Por calificar</translation>
    </message>
    <message>
        <source>Graded</source>
        <comment>evaluation</comment>
        <translation>Calificada</translation>
    </message>
    <message>
        <source>Inactive</source>
        <comment>event</comment>
        <translation>Inactivo</translation>
    </message>
    <message>
        <source>Upcoming</source>
        <comment>event</comment>
        <translation>Próximo</translation>
    </message>
    <message>
        <source>In progress</source>
        <comment>event</comment>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Finished</source>
        <comment>event</comment>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Everyone: all active employees are registered</source>
        <translation>Todos: se inscribe a todo el personal activo</translation>
    </message>
    <message>
        <source>Attendance captured</source>
        <translation>Asistencia capturada</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Persona nueva</translation>
    </message>
    <message>
        <source>Profile changed</source>
        <translation>Perfil cambiado</translation>
    </message>
    <message>
        <source>Person activated or deactivated</source>
        <translation>Persona activada o desactivada</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>Evento nuevo</translation>
    </message>
    <message>
        <source>Event changed</source>
        <translation>Evento cambiado</translation>
    </message>
    <message>
        <source>Event activated or deactivated</source>
        <translation>Evento activado o desactivado</translation>
    </message>
    <message>
        <source>Registration for an event</source>
        <translation>Inscripción en un evento</translation>
    </message>
    <message>
        <source>Attendance changed</source>
        <translation>Asistencia modificada</translation>
    </message>
    <message>
        <source>Attendance removed</source>
        <translation>Asistencia quitada</translation>
    </message>
    <message>
        <source>Evaluation answered</source>
        <translation>Evaluación respondida</translation>
    </message>
    <message>
        <source>Evaluation graded</source>
        <translation>Evaluación calificada</translation>
    </message>
    <message>
        <source>Evaluation commented</source>
        <translation>Evaluación comentada</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Enviándose</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Conflicto</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Por revisar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Apellidos</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>National ID</source>
        <translation>Cédula</translation>
    </message>
    <message>
        <source>Badge code</source>
        <translation>Código de credencial</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Hired on</source>
        <translation>Fecha de ingreso</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Cargo</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descripción</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Fecha y hora</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Cupos</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Inscripción</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Observación</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comentario</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Guardado.</translation>
    </message>
    <message>
        <source>Saved on this computer. It is sent when there is a connection again.</source>
        <translation>Guardado en este equipo. Se envía cuando vuelva la conexión.</translation>
    </message>
    <message>
        <source>The server does not know this event.</source>
        <translation>El servidor no conoce este evento.</translation>
    </message>
    <message>
        <source>The server does not know this person.</source>
        <translation>El servidor no conoce a esta persona.</translation>
    </message>
    <message>
        <source>Nobody has this code.</source>
        <translation>Nadie tiene este código.</translation>
    </message>
    <message>
        <source>Only human resources may record the attendance of others.</source>
        <translation>Solo recursos humanos puede registrar la asistencia de otras personas.</translation>
    </message>
    <message>
        <source>The event is not active.</source>
        <translation>El evento no está activo.</translation>
    </message>
    <message>
        <source>This person is not active.</source>
        <translation>La persona no está activa.</translation>
    </message>
    <message>
        <source>The clock of the computer that recorded it was ahead.</source>
        <translation>El reloj del equipo que lo registró estaba adelantado.</translation>
    </message>
    <message>
        <source>The registration had been cancelled.</source>
        <translation>La inscripción estaba cancelada.</translation>
    </message>
    <message>
        <source>It was recorded outside the time of the event.</source>
        <translation>Se registró fuera del horario del evento.</translation>
    </message>
    <message>
        <source>It reached the server after the event was over.</source>
        <translation>Llegó al servidor cuando el evento ya había terminado.</translation>
    </message>
    <message>
        <source>The clock of the computer that recorded it was behind.</source>
        <translation>El reloj del equipo que la capturó estaba atrasado.</translation>
    </message>
    <message>
        <source>Somebody decided that it does not count.</source>
        <translation>Alguien decidió que no cuenta.</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>Por decidir</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Aceptada</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>Asignada</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>The clock of the device was ahead of the server&apos;s.</source>
        <translation>El reloj del equipo iba adelantado respecto al del servidor.</translation>
    </message>
    <message>
        <source>The clock of the device was behind the server&apos;s.</source>
        <translation>El reloj del equipo iba atrasado respecto al del servidor.</translation>
    </message>
    <message>
        <source>The device was restarted and had not seen the server since.</source>
        <translation>El equipo se reinició y no había visto el servidor desde entonces.</translation>
    </message>
    <message>
        <source>The record before it has not arrived: one may be missing.</source>
        <translation>La captura anterior no ha llegado: puede faltar una.</translation>
    </message>
    <message>
        <source>Two records bear the same number: the device was copied.</source>
        <translation>Dos capturas llevan el mismo número: el equipo fue copiado.</translation>
    </message>
    <message>
        <source>It reached the server more than a month later.</source>
        <translation>Llegó al servidor más de un mes después.</translation>
    </message>
    <message>
        <source>Came without being registered.</source>
        <translation>Vino sin inscripción previa.</translation>
    </message>
    <message>
        <source>badge</source>
        <translation>credencial</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>código QR</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>a mano</translation>
    </message>
    <message>
        <source>by the person</source>
        <translation>por la persona</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Válida</translation>
    </message>
    <message>
        <source>Already in</source>
        <translation>Ya estaba</translation>
    </message>
    <message>
        <source>Registered; neither confirmed nor captured yet.</source>
        <translation>Con inscripción; aún sin confirmar y sin captura.</translation>
    </message>
    <message>
        <source>The earliest capture that counts decides.</source>
        <translation>Vale la primera captura válida.</translation>
    </message>
    <message>
        <source>Confirmed by hand, and no capture is earlier.</source>
        <translation>Confirmada a mano, y ninguna captura es anterior.</translation>
    </message>
    <message>
        <source>A person corrected the time. Captures do not change it any more.</source>
        <translation>Una persona corrigió la hora. Las capturas ya no la cambian.</translation>
    </message>
    <message>
        <source>A person cancelled it. What was captured before does not count.</source>
        <translation>Una persona la canceló. Lo capturado antes no cuenta.</translation>
    </message>
    <message>
        <source>Captured without being registered, and the event is full: waits for a seat.</source>
        <translation>Captura sin inscripción previa y evento completo: espera un puesto.</translation>
    </message>
    <message>
        <source>Captured without being registered, and no capture counts any more.</source>
        <translation>Captura sin inscripción previa, y ya ninguna captura cuenta.</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>inscripción</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>cambio</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>confirmación</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>eliminación</translation>
    </message>
    <message>
        <source>time corrected</source>
        <translation>hora corregida</translation>
    </message>
    <message>
        <source>correction taken back</source>
        <translation>corrección deshecha</translation>
    </message>
    <message>
        <source>got a seat</source>
        <translation>obtuvo un puesto</translation>
    </message>
    <message>
        <source>lost the seat to somebody who came earlier</source>
        <translation>cedió el puesto a quien llegó antes</translation>
    </message>
    <message>
        <source>capture accepted</source>
        <translation>captura aceptada</translation>
    </message>
    <message>
        <source>capture attached to the person</source>
        <translation>captura asignada a la persona</translation>
    </message>
    <message>
        <source>capture rejected</source>
        <translation>captura rechazada</translation>
    </message>
    <message>
        <source>decision taken back</source>
        <translation>decisión deshecha</translation>
    </message>
    <message>
        <source>Open: people register themselves</source>
        <translation>Inscripción abierta: cada persona se inscribe</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Capture station</source>
        <translation>Estación de captura</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zona horaria</translation>
    </message>
    <message>
        <source>Overbooked: let in where no seat was left.</source>
        <translation>Sobrecupo: entró cuando ya no quedaban cupos.</translation>
    </message>
    <message>
        <source>On the waiting list: no seat was left.</source>
        <translation>En lista de espera: no quedaban cupos.</translation>
    </message>
    <message>
        <source>Confirmation of my attendance</source>
        <translation>Confirmación de mi asistencia</translation>
    </message>
    <message>
        <source>Left without a recorded arrival.</source>
        <translation>Salió sin llegada registrada.</translation>
    </message>
    <message>
        <source>Inactive event</source>
        <translation>Evento inactivo</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>Descartado</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Inició sesión</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Cerró la sesión</translation>
    </message>
    <message>
        <source>A session was ended: its key was used twice</source>
        <translation>Se terminó una sesión: su clave se usó dos veces</translation>
    </message>
    <message>
        <source>Created an account</source>
        <translation>Creó una cuenta</translation>
    </message>
    <message>
        <source>Changed an account</source>
        <translation>Modificó una cuenta</translation>
    </message>
    <message>
        <source>Deleted an account</source>
        <translation>Eliminó una cuenta</translation>
    </message>
    <message>
        <source>Added a person</source>
        <translation>Añadió a una persona</translation>
    </message>
    <message>
        <source>Changed a profile</source>
        <translation>Modificó un perfil</translation>
    </message>
    <message>
        <source>Set a PIN</source>
        <translation>Puso un PIN</translation>
    </message>
    <message>
        <source>Took away a PIN</source>
        <translation>Quitó un PIN</translation>
    </message>
    <message>
        <source>Created an event</source>
        <translation>Creó un evento</translation>
    </message>
    <message>
        <source>Changed an event</source>
        <translation>Modificó un evento</translation>
    </message>
    <message>
        <source>Activated an event</source>
        <translation>Activó un evento</translation>
    </message>
    <message>
        <source>Deactivated an event</source>
        <translation>Desactivó un evento</translation>
    </message>
    <message>
        <source>Registered for an event</source>
        <translation>Se inscribió en un evento</translation>
    </message>
    <message>
        <source>Changed an attendance</source>
        <translation>Modificó una asistencia</translation>
    </message>
    <message>
        <source>Confirmed an attendance</source>
        <translation>Confirmó una asistencia</translation>
    </message>
    <message>
        <source>Deleted an attendance</source>
        <translation>Eliminó una asistencia</translation>
    </message>
    <message>
        <source>Corrected a time</source>
        <translation>Corrigió una hora</translation>
    </message>
    <message>
        <source>Took back a correction</source>
        <translation>Retiró una corrección</translation>
    </message>
    <message>
        <source>Gave a seat</source>
        <translation>Dio un cupo</translation>
    </message>
    <message>
        <source>Gave a seat to who came earlier</source>
        <translation>Dio un cupo a quien llegó antes</translation>
    </message>
    <message>
        <source>Sent captures</source>
        <translation>Envió capturas</translation>
    </message>
    <message>
        <source>Accepted a capture</source>
        <translation>Aceptó una captura</translation>
    </message>
    <message>
        <source>Attached a capture to a person</source>
        <translation>Asignó una captura a una persona</translation>
    </message>
    <message>
        <source>Rejected a capture</source>
        <translation>Rechazó una captura</translation>
    </message>
    <message>
        <source>Took back a decision on a capture</source>
        <translation>Retiró una decisión sobre una captura</translation>
    </message>
    <message>
        <source>Began an evaluation</source>
        <translation>Empezó una evaluación</translation>
    </message>
    <message>
        <source>Commented on an evaluation</source>
        <translation>Comentó una evaluación</translation>
    </message>
    <message>
        <source>Answered an evaluation</source>
        <translation>Respondió una evaluación</translation>
    </message>
    <message>
        <source>Graded an evaluation</source>
        <translation>Calificó una evaluación</translation>
    </message>
    <message>
        <source>Deleted an evaluation</source>
        <translation>Eliminó una evaluación</translation>
    </message>
    <message>
        <source>Created a capture station</source>
        <translation>Creó una estación de captura</translation>
    </message>
    <message>
        <source>Changed a capture station</source>
        <translation>Modificó una estación de captura</translation>
    </message>
    <message>
        <source>Began to work as a capture station</source>
        <translation>Empezó a trabajar como estación de captura</translation>
    </message>
    <message>
        <source>Made a code for a capture station</source>
        <translation>Creó un código para una estación de captura</translation>
    </message>
    <message>
        <source>Switched off a capture station</source>
        <translation>Desactivó una estación de captura</translation>
    </message>
    <message>
        <source>Switched on a capture station</source>
        <translation>Activó una estación de captura</translation>
    </message>
    <message>
        <source>New department</source>
        <translation>Departamento nuevo</translation>
    </message>
    <message>
        <source>Department changed</source>
        <translation>Departamento cambiado</translation>
    </message>
    <message>
        <source>Department removed</source>
        <translation>Departamento quitado</translation>
    </message>
    <message>
        <source>Created a department</source>
        <translation>Creó un departamento</translation>
    </message>
    <message>
        <source>Changed a department</source>
        <translation>Cambió un departamento</translation>
    </message>
    <message>
        <source>Removed a department</source>
        <translation>Quitó un departamento</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>Under</source>
        <translation>Depende de</translation>
    </message>
    <message>
        <source>Added a document</source>
        <translation>Añadió un documento</translation>
    </message>
    <message>
        <source>Changed a document</source>
        <translation>Cambió un documento</translation>
    </message>
    <message>
        <source>Removed a document</source>
        <translation>Quitó un documento</translation>
    </message>
    <message>
        <source>Set a photo</source>
        <translation>Puso una foto</translation>
    </message>
    <message>
        <source>Removed a photo</source>
        <translation>Quitó una foto</translation>
    </message>
    <message>
        <source>Contract until</source>
        <translation>Contrato hasta</translation>
    </message>
    <message>
        <source>Left on</source>
        <translation>Fecha de egreso</translation>
    </message>
    <message>
        <source>Shared a view of a list</source>
        <translation>Compartió una vista de una lista</translation>
    </message>
    <message>
        <source>Stopped sharing a view of a list</source>
        <translation>Dejó de compartir una vista de una lista</translation>
    </message>
    <message>
        <source>Started a run of the move from v1</source>
        <translation>Inició una ejecución de la mudanza desde v1</translation>
    </message>
    <message>
        <source>Cancelled a run of the move from v1</source>
        <translation>Canceló una ejecución de la mudanza desde v1</translation>
    </message>
    <message>
        <source>Decided on a row of v1</source>
        <translation>Decidió sobre una fila de v1</translation>
    </message>
    <message>
        <source>Took back a decision on a row of v1</source>
        <translation>Deshizo una decisión sobre una fila de v1</translation>
    </message>
    <message>
        <source>Somebody else has this e-mail, national ID or badge code.</source>
        <translation>Otra persona tiene este correo, cédula o código de credencial.</translation>
    </message>
    <message>
        <source>You are registered already, or no seat is left.</source>
        <translation>Ya tiene inscripción o no quedan cupos.</translation>
    </message>
    <message>
        <source>It can be confirmed only while the event is in progress.</source>
        <translation>Solo se puede confirmar mientras el evento está en curso.</translation>
    </message>
    <message>
        <source>Somebody else has graded it already.</source>
        <translation>Otra persona ya la calificó.</translation>
    </message>
    <message>
        <source>Another department has this name.</source>
        <translation>Otro departamento tiene este nombre.</translation>
    </message>
    <message>
        <source>Somebody is in it by now, and nothing was said about where to.</source>
        <translation>Ya hay alguien en él, y no se dijo a dónde pasa.</translation>
    </message>
    <message>
        <source>Imported a table</source>
        <translation>Importó una tabla</translation>
    </message>
    <message>
        <source>Took an import back</source>
        <translation>Deshizo una importación</translation>
    </message>
</context>
</TS>
