<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>DocumentWords</name>
    <message numerus="yes">
        <source>Expires in %n day(s)</source>
        <translation>
            <numerusform>Expires in %n day</numerusform>
            <numerusform>Expires in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorPresenter</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n character(s).</source>
        <translation>
            <numerusform>At most %n character.</numerusform>
            <numerusform>At most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::AccountForm</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::AccountsPage</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::ActivityPage</name>
    <message numerus="yes">
        <source>%n capture(s)</source>
        <translation>
            <numerusform>%n capture</numerusform>
            <numerusform>%n captures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s)</source>
        <translation>
            <numerusform>%n action</numerusform>
            <numerusform>%n actions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::AdministratorPage</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::AttendancePage</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attendance(s) confirmed.</source>
        <translation>
            <numerusform>%n attendance confirmed.</numerusform>
            <numerusform>%n attendances confirmed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attendance(s) cancelled.</source>
        <translation>
            <numerusform>%n attendance cancelled.</numerusform>
            <numerusform>%n attendances cancelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older event(s) are left out of this list. Choose one above to see it.</source>
        <translation>
            <numerusform>%n older event is left out of this list. Choose it above to see it.</numerusform>
            <numerusform>%n older events are left out of this list. Choose one above to see it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::BackupsPage</name>
    <message numerus="yes">
        <source>%n backup(s)</source>
        <translation>
            <numerusform>%n backup</numerusform>
            <numerusform>%n backups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::BulkEditDialog</name>
    <message numerus="yes">
        <source>Paste onto %n row(s)</source>
        <translation>
            <numerusform>Paste onto %n row</numerusform>
            <numerusform>Paste onto %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Edit %n selected row(s)</source>
        <translation>
            <numerusform>Edit %n selected row</numerusform>
            <numerusform>Edit %n selected rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) will change.</source>
        <translation>
            <numerusform>%n row will change.</numerusform>
            <numerusform>%n rows will change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are so already.</source>
        <translation>
            <numerusform>%n value is so already.</numerusform>
            <numerusform>%n values are so already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) cannot be changed.</source>
        <translation>
            <numerusform>%n value cannot be changed.</numerusform>
            <numerusform>%n values cannot be changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Change %n row(s)</source>
        <translation>
            <numerusform>&amp;Change %n row</numerusform>
            <numerusform>&amp;Change %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed.</source>
        <translation>
            <numerusform>%n row changed.</numerusform>
            <numerusform>%n rows changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed, the others were not.</source>
        <translation>
            <numerusform>%n row changed, the others were not.</numerusform>
            <numerusform>%n rows changed, the others were not.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::CapturePage</name>
    <message numerus="yes">
        <source>Online; %n record(s) being sent.</source>
        <translation>
            <numerusform>Online; %n record being sent.</numerusform>
            <numerusform>Online; %n records being sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong PINs. Try again in %n second(s).</source>
        <translation>
            <numerusform>Too many wrong PINs. Try again in %n second.</numerusform>
            <numerusform>Too many wrong PINs. Try again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n have left</source>
        <translation>
            <numerusform>%n has left</numerusform>
            <numerusform>%n have left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No connection. Keep going: %n record(s) are safe on this computer and will be sent.</source>
        <translation>
            <numerusform>No connection. Keep going: %n record is safe on this computer and will be sent.</numerusform>
            <numerusform>No connection. Keep going: %n records are safe on this computer and will be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server takes nothing at present: %n record(s) are safe on this computer.</source>
        <translation>
            <numerusform>The server takes nothing at present: %n record is safe on this computer.</numerusform>
            <numerusform>The server takes nothing at present: %n records are safe on this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::CertificatesButton</name>
    <message numerus="yes">
        <source>%n certificate(s) saved in “%1”.</source>
        <translation>
            <numerusform>%n certificate saved in “%1”.</numerusform>
            <numerusform>%n certificates saved in “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::DepartmentForm</name>
    <message numerus="yes">
        <source>%n person(s) in %1 move to the department that you choose here.</source>
        <translation>
            <numerusform>%n person in %1 moves to the department that you choose here.</numerusform>
            <numerusform>%n people in %1 move to the department that you choose here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n department(s) below it come to the top.</source>
        <translation>
            <numerusform>The department below it comes to the top.</numerusform>
            <numerusform>The %n departments below it come to the top.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n department(s) below it come under %1.</source>
        <translation>
            <numerusform>The department below it comes under %1.</numerusform>
            <numerusform>The %n departments below it come under %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) are in it.</source>
        <translation>
            <numerusform>%n person is in it.</numerusform>
            <numerusform>%n people are in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With the departments below it there are %n.</source>
        <translation>
            <numerusform>With the departments below it there is %n.</numerusform>
            <numerusform>With the departments below it there are %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them no longer active.</source>
        <translation>
            <numerusform>%n of them is no longer active.</numerusform>
            <numerusform>%n of them are no longer active.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::DepartmentsPage</name>
    <message numerus="yes">
        <source>%n department(s)</source>
        <translation>
            <numerusform>%n department</numerusform>
            <numerusform>%n departments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::DesktopNotices</name>
    <message numerus="yes">
        <source>%n new notification(s)</source>
        <translation>
            <numerusform>%n new notification</numerusform>
            <numerusform>%n new notifications</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::DevicesPage</name>
    <message numerus="yes">
        <source>%n station(s)</source>
        <translation>
            <numerusform>%n station</numerusform>
            <numerusform>%n stations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::DocumentsPage</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::EnrolPage</name>
    <message numerus="yes">
        <source>A code has %n letters and digits, such as 7H3KP-0QWXZ.</source>
        <translation>
            <numerusform>A code has %n letter or digit, such as 7H3KP-0QWXZ.</numerusform>
            <numerusform>A code has %n letters and digits, such as 7H3KP-0QWXZ.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::HistoryPage</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::ImportHistoryPage</name>
    <message numerus="yes">
        <source>Taken back, but for %n record(s): somebody changed them since, or they came to be needed.</source>
        <translation>
            <numerusform>Taken back, but for %n record: somebody changed it since, or it came to be needed.</numerusform>
            <numerusform>Taken back, but for %n records: somebody changed them since, or they came to be needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n import(s)</source>
        <translation>
            <numerusform>%n import</numerusform>
            <numerusform>%n imports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::ImportsPage</name>
    <message numerus="yes">
        <source>Of %n cell(s) with a formula, the value that was computed last is taken.</source>
        <translation>
            <numerusform>Of %n cell with a formula, the value that was computed last is taken.</numerusform>
            <numerusform>Of %n cells with a formula, the value that was computed last is taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have to be corrected before anything is imported.</source>
        <translation>
            <numerusform>%n row has to be corrected before anything is imported.</numerusform>
            <numerusform>%n rows have to be corrected before anything is imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) corrected.</source>
        <translation>
            <numerusform>%n cell corrected.</numerusform>
            <numerusform>%n cells corrected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Import %n row(s)</source>
        <translation>
            <numerusform>&amp;Import %n row</numerusform>
            <numerusform>&amp;Import %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::JobPanel</name>
    <message numerus="yes">
        <source>%n person(s) have the job “%1” now.</source>
        <translation>
            <numerusform>%n person has the job “%1” now.</numerusform>
            <numerusform>%n people have the job “%1” now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have this job</source>
        <translation>
            <numerusform>%n person has this job</numerusform>
            <numerusform>%n people have this job</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These %n person(s) get “%1”:</source>
        <translation>
            <numerusform>This person gets “%1”:</numerusform>
            <numerusform>These %n people get “%1”:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have this job already; afterwards it is one.</source>
        <translation>
            <numerusform>%n person has this job already; afterwards it is one.</numerusform>
            <numerusform>%n people have this job already; afterwards it is one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Rename for %n person(s)</source>
        <translation>
            <numerusform>&amp;Rename for %n person</numerusform>
            <numerusform>&amp;Rename for %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::JobsPage</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::KioskExitPage</name>
    <message numerus="yes">
        <source>Too many wrong PINs. Try again in %n second(s).</source>
        <translation>
            <numerusform>Too many wrong PINs. Try again in %n second.</numerusform>
            <numerusform>Too many wrong PINs. Try again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong PINs. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Too many wrong PINs. Try again in %n minute.</numerusform>
            <numerusform>Too many wrong PINs. Try again in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::KioskWindow</name>
    <message numerus="yes">
        <source>%n capture(s) that were not sent yet are kept on this computer.</source>
        <translation>
            <numerusform>%n capture that was not sent yet is kept on this computer.</numerusform>
            <numerusform>%n captures that were not sent yet are kept on this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) are not sent yet. They stay on this computer and are sent when it becomes this station again. If you can, wait until the server has everything.</source>
        <translation>
            <numerusform>%n capture is not sent yet. It stays on this computer and is sent when it becomes this station again. If you can, wait until the server has everything.</numerusform>
            <numerusform>%n captures are not sent yet. They stay on this computer and are sent when it becomes this station again. If you can, wait until the server has everything.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::LegacyMovePage</name>
    <message numerus="yes">
        <source>%n row(s) of v1 could not be placed. Human resources decide on each in the tray; whatever is put right in v1 comes with the next import.</source>
        <translation>
            <numerusform>%n row of v1 could not be placed. Human resources decide on it in the tray; whatever is put right in v1 comes with the next import.</numerusform>
            <numerusform>%n rows of v1 could not be placed. Human resources decide on each in the tray; whatever is put right in v1 comes with the next import.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::LegacyRunView</name>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed in v1 since: import once more.</source>
        <translation>
            <numerusform>%n row changed in v1 since: import once more.</numerusform>
            <numerusform>%n rows changed in v1 since: import once more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s) between v1 and here.</source>
        <translation>
            <numerusform>%n difference between v1 and here.</numerusform>
            <numerusform>%n differences between v1 and here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::LegacyTrayPage</name>
    <message numerus="yes">
        <source>%n to decide</source>
        <translation>
            <numerusform>%n to decide</numerusform>
            <numerusform>%n to decide</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::NextEventsCard</name>
    <message numerus="yes">
        <source>%n registered</source>
        <translation>
            <numerusform>%n registered</numerusform>
            <numerusform>%n registered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::NoticeBoard</name>
    <message numerus="yes">
        <source>%n capture(s) made here to review</source>
        <translation>
            <numerusform>%n capture made here to review</numerusform>
            <numerusform>%n captures made here to review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::NoticePanel</name>
    <message numerus="yes">
        <source>Notifications: %n unread</source>
        <translation>
            <numerusform>Notifications: %n unread</numerusform>
            <numerusform>Notifications: %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::OrgChartPage</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::OrgChartView</name>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::OwnAttendancePage</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::PeoplePage</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have neither a badge code nor a national ID and are left out:</source>
        <translation>
            <numerusform>%n person has neither a badge code nor a national ID and is left out:</numerusform>
            <numerusform>%n people have neither a badge code nor a national ID and are left out:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n badge(s) saved in “%1”.</source>
        <translation>
            <numerusform>%n badge saved in “%1”.</numerusform>
            <numerusform>%n badges saved in “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::ReviewsPage</name>
    <message numerus="yes">
        <source>%n to decide</source>
        <translation>
            <numerusform>%n to decide</numerusform>
            <numerusform>%n to decide</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n capture(s)?</source>
        <translation>
            <numerusform>Reject %n capture?</numerusform>
            <numerusform>Reject %n captures?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) accepted.</source>
        <translation>
            <numerusform>%n capture accepted.</numerusform>
            <numerusform>%n captures accepted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) attached.</source>
        <translation>
            <numerusform>%n capture attached.</numerusform>
            <numerusform>%n captures attached.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) rejected.</source>
        <translation>
            <numerusform>%n capture rejected.</numerusform>
            <numerusform>%n captures rejected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) taken back.</source>
        <translation>
            <numerusform>%n decision taken back.</numerusform>
            <numerusform>%n decisions taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) name nobody: open each and attach it to a person.</source>
        <translation>
            <numerusform>%n capture names nobody: open it and attach it to a person.</numerusform>
            <numerusform>%n captures name nobody: open each and attach it to a person.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) could not be decided: somebody else was faster, or the event is unknown.</source>
        <translation>
            <numerusform>%n capture could not be decided: somebody else was faster, or the event is unknown.</numerusform>
            <numerusform>%n captures could not be decided: somebody else was faster, or the event is unknown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::SessionNotice</name>
    <message numerus="yes">
        <source>%n record(s) of yours wait on this computer in a copy that cannot be opened: its key was not at hand when your password changed. They are kept, and EvalTrack tries again each time you sign in.</source>
        <translation>
            <numerusform>%n record of yours waits on this computer in a copy that cannot be opened: its key was not at hand when your password changed. It is kept, and EvalTrack tries again each time you sign in.</numerusform>
            <numerusform>%n records of yours wait on this computer in a copy that cannot be opened: its key was not at hand when your password changed. They are kept, and EvalTrack tries again each time you sign in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The copy of your data on this computer was damaged and is made anew. %n record(s) that had not been sent were found in it and are kept.</source>
        <translation>
            <numerusform>The copy of your data on this computer was damaged and is made anew. %n record that had not been sent was found in it and is kept.</numerusform>
            <numerusform>The copy of your data on this computer was damaged and is made anew. %n records that had not been sent were found in it and are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) or more could not be read; the damaged file is kept for your administrator.</source>
        <translation>
            <numerusform>%n record or more could not be read; the damaged file is kept for your administrator.</numerusform>
            <numerusform>%n records or more could not be read; the damaged file is kept for your administrator.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::SignOut</name>
    <message numerus="yes">
        <source>%n record(s) have not reached the server yet. They stay on this computer and are sent when you sign in again; everything else is removed from it.</source>
        <translation>
            <numerusform>%n record has not reached the server yet. It stays on this computer and is sent when you sign in again; everything else is removed from it.</numerusform>
            <numerusform>%n records have not reached the server yet. They stay on this computer and are sent when you sign in again; everything else is removed from it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) in the outbox need a decision and stay there.</source>
        <translation>
            <numerusform>%n record in the outbox needs a decision and stays there.</numerusform>
            <numerusform>%n records in the outbox need a decision and stay there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n discarded record(s) stay on this computer too, sealed, so that you can put them back.</source>
        <translation>
            <numerusform>%n discarded record stays on this computer too, sealed, so that you can put it back.</numerusform>
            <numerusform>%n discarded records stay on this computer too, sealed, so that you can put them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::StatusLine</name>
    <message numerus="yes">
        <source>%n record(s) could not be read by this version</source>
        <translation>
            <numerusform>%n record could not be read by this version</numerusform>
            <numerusform>%n records could not be read by this version</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) to send</source>
        <translation>
            <numerusform>%n record to send</numerusform>
            <numerusform>%n records to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) in the outbox need attention</source>
        <translation>
            <numerusform>%n record in the outbox needs attention</numerusform>
            <numerusform>%n records in the outbox need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capture(s) made here to review</source>
        <translation>
            <numerusform>%n capture made here to review</numerusform>
            <numerusform>%n captures made here to review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::StatusPage</name>
    <message numerus="yes">
        <source>%n in the last 90 days</source>
        <translation>
            <numerusform>%n in the last 90 days</numerusform>
            <numerusform>%n in the last 90 days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::TableExporter</name>
    <message numerus="yes">
        <source>%1 is written, with %n row(s).</source>
        <translation>
            <numerusform>%1 is written, with %n row.</numerusform>
            <numerusform>%1 is written, with %n rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::TableFigures</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::TrayPage</name>
    <message numerus="yes">
        <source>Sent %n time(s) so far</source>
        <translation>
            <numerusform>Sent once so far</numerusform>
            <numerusform>Sent %n times so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n to send</numerusform>
            <numerusform>%n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under review</source>
        <translation>
            <numerusform>%n under review</numerusform>
            <numerusform>%n under review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalTrack::UndoHistory</name>
    <message numerus="yes">
        <source>%n change(s) at once</source>
        <translation>
            <numerusform>%n change at once</numerusform>
            <numerusform>%n changes at once</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are not here any more.</source>
        <translation>
            <numerusform>%n record is not here any more.</numerusform>
            <numerusform>%n records are not here any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n inactive person(s) without a leaving date left out</source>
        <translation>
            <numerusform>%n inactive person without a leaving date left out</numerusform>
            <numerusform>%n inactive people without a leaving date left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusJudge</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed. See below what it was.</source>
        <translation>
            <numerusform>%n failed. See below what it was.</numerusform>
            <numerusform>%n failed. See below what it was.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for somebody to decide.</source>
        <translation>
            <numerusform>%n waits for somebody to decide.</numerusform>
            <numerusform>%n wait for somebody to decide.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at work</source>
        <translation>
            <numerusform>%n at work</numerusform>
            <numerusform>%n at work</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting for its code</source>
        <translation>
            <numerusform>%n waiting for its code</numerusform>
            <numerusform>%n waiting for its code</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n switched off</source>
        <translation>
            <numerusform>%n switched off</numerusform>
            <numerusform>%n switched off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
