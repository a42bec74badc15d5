package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Scope;

/** Batches, statements and what does not agree are the whole fund's: finance of a county reads none of them, not even their number. */
class OfTheWholeFundTest extends PaymentTest {
    private static final BatchId NONE = new BatchId(0);

    @Autowired
    private Statements statements;

    @Autowired
    private Reconciliation reconciliation;

    private interface Door extends BiConsumer<OfTheWholeFundTest, Actor> {}

    static Stream<Named<Door>> doors() {
        return Stream.of(
                named("statements put aside", (room, actor) -> room.statements.aside(actor, "")),
                named("those of a day", (room, actor) -> room.statements.asideOf(actor, TODAY)),
                named("what is open", (room, actor) -> room.discrepancies.open(actor, "")),
                named("what is open by day", (room, actor) -> room.discrepancies.openByDay(actor)),
                named("payments in question", (room, actor) -> room.discrepancies.about(actor, List.of())),
                named("papers", (room, actor) -> room.discrepancies.papers(actor, List.of())),
                named("the batch in hand", (room, actor) -> room.batches.inHand(actor)),
                named("batches", (room, actor) -> room.batches.newest(actor, "")),
                named("the batch of a payment", (room, actor) -> room.batches.of(actor, new InstructionId(0))),
                named("payments of a batch", (room, actor) -> room.batches.payments(actor, NONE, false, "")),
                named("troubled payments", (room, actor) -> room.batches.troubledElsewhere(actor, NONE, "")),
                named("their number", (room, actor) -> room.batches.countTroubledElsewhere(actor, NONE)),
                named("what a batch would hold", (room, actor) -> room.batches.payable(actor, TODAY)),
                named("both books", (room, actor) -> room.reconciliation.on(actor, TODAY, Reconciliation.From.START)),
                named("a glance at both", (room, actor) -> room.reconciliation.glance(actor, TODAY)),
                named("the bank's balance", (room, actor) -> room.reconciliation.balance(actor, TODAY)),
                named("the newest day", (room, actor) -> room.reconciliation.newestDay(actor)));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aCountysFinanceIsRefused(Door door) {
        Scope county = new Scope(fund, "/" + fund.code() + "/4202/420281/");
        Actor ofACounty = new Actor(maker.userId(), maker.name(), county, maker.roles(), maker.person(), null);
        assertThatCode(() -> door.accept(this, maker)).doesNotThrowAnyException();
        assertThatThrownBy(() -> door.accept(this, ofACounty)).hasMessage("not_found");
    }
}
