/**
 * What a person is told: messages in the application, one line each, in the reader's language, and short messages to the
 * phone that announce some of them.
 *
 * <p>Templates (keys of this room's bundle) and their values in order. A value that is an ISO date ({@code 2026-02-24})
 * or an amount ({@code fen:695459}) is written in the reader's form, one with words in either language in the reader's
 * ({@code Outbox.Telling.either}), one that names a sentence as that sentence ({@code Outbox.Telling.said}); everything else
 * as it is.
 *
 * <ul>
 *   <li>{@code notice.claim.submitted}: number, last day promised
 *   <li>{@code notice.claim.helped}: number, who filed it for the person
 *   <li>{@code notice.claim.papers}: number, how many papers, their names in one text
 *   <li>{@code notice.claim.proposed}: name of the plan that may pay too
 *   <li>{@code notice.claim.approved}: number, amount
 *   <li>{@code notice.claim.refused}: number, last day of the appeal
 *   <li>{@code notice.claim.withdrawn}: number
 *   <li>{@code notice.claim.reclassified}: number, further amount
 *   <li>{@code notice.direct.announced}: amount, day on which the rules approve it
 *   <li>{@code notice.direct.passes}: amount, day on which it goes to the next union, last day promised
 *   <li>{@code notice.direct.person}: number, last day promised
 *   <li>{@code notice.discharge.known}: day of the discharge
 *   <li>{@code notice.benefit.paid}: number, amount, bank, last four digits
 *   <li>{@code notice.benefit.returned}: number, the bank's reason in words
 *   <li>{@code notice.benefit.rejected}: number, the bank's reason in words
 *   <li>{@code notice.cover.started}: names of the plans in one text, first day, last day
 *   <li>{@code notice.cover.ending}: names of the plans in one text, last day
 *   <li>{@code notice.cover.overage}: (none)
 *   <li>{@code notice.cover.closed}: (none)
 *   <li>{@code notice.data.viewed}: masked name of who looked, reason
 *   <li>{@code notice.account.changed}: last four digits, first day of use
 *   <li>{@code notice.account.confirmed}: last four digits
 *   <li>{@code notice.account.refused}: why, and what to do
 *   <li>{@code notice.account.withdrawn}, by somebody else: (none)
 *   <li>{@code notice.heir.changed}: last four digits, first day of use
 *   <li>{@code notice.heir.confirmed}: last four digits
 *   <li>{@code notice.heir.refused}: why, and what to do
 *   <li>{@code notice.heir.withdrawn}: (none)
 *   <li>{@code notice.heir.ended}: last four digits of the member's own card
 *   <li>{@code notice.heir.returned}, to whoever named the heir: masked name of the member; why, and what to do
 *   <li>{@code notice.name.asked}, {@code notice.name.confirmed}, {@code notice.name.withdrawn}: masked name
 *   <li>{@code notice.identity.asked}, {@code notice.identity.confirmed}, {@code notice.identity.withdrawn}: (none)
 *   <li>{@code notice.phone.changed}: the phone of today, masked; its short message goes to the one before
 *   <li>{@code notice.password.changed}: (none)
 *   <li>{@code notice.account.opened}: login, a mobile without its middle
 *   <li>{@code notice.account.reset}: login, a mobile without its middle
 *   <li>{@code notice.account.yielded}: (none)
 *   <li>{@code notice.account.closed}, {@code notice.account.reopened}: login, a mobile without its middle
 *   <li>{@code notice.account.roles}: login, a mobile without its middle; the roles that it has now, in one text
 *   <li>{@code notice.account.code}: (none; the code itself goes to the phone alone)
 *   <li>{@code notice.bill.raised}: unit, amount, payment reference
 *   <li>{@code notice.bill.paid}: unit, amount, first day of cover
 *   <li>{@code notice.bill.overage}: unit, how many people
 *   <li>{@code notice.bill.closed}: unit
 *   <li>{@code notice.bill.short}: unit, received, still owed, payment reference
 *   <li>{@code notice.bill.overdue}: unit, amount, days, payment reference
 *   <li>{@code notice.recovery.opened}: number, amount owed back
 *   <li>{@code notice.recovery.less}: number, amount, amount left
 *   <li>{@code notice.recovery.settled}: number, last amount, zero
 *   <li>{@code notice.recovery.answered}: number
 *   <li>{@code notice.recovery.reopened}: number, amount, amount left
 *   <li>{@code notice.recovery.repaid}: number, amount, amount left
 * </ul>
 */
@ApplicationModule(
        displayName = "notice",
        allowedDependencies = {"kernel", "database", "person", "shell"})
@NullMarked
package org.tongzhou.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
