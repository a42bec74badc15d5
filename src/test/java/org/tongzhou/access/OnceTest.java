package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class OnceTest {
    @Autowired
    Once once;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger effects = new AtomicInteger();

    @Test
    void twentyThreadsWithOneKeyHaveOneEffectAndOneAnswer() throws Exception {
        Actor actor = actor();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(threads.submit(() -> {
                start.await();
                return once.run(actor, key, "body", this::slowEffect);
            }));
        }
        start.countDown();
        for (Future<String> answer : answers) {
            assertThat(answer.get()).isEqualTo("1");
        }
        threads.shutdown();
        assertThat(effects).hasValue(1);
    }

    /** The first has done it while the second makes ready, and by then it cannot be done any more. */
    @Test
    void whoeverIsOvertakenHasTheAnswerOfTheFirst() {
        Actor actor = actor();
        String answer = once.run(
                actor,
                key,
                "body",
                new Once.Slow<>(() -> once.run(actor, key, "body", this::effect), ready -> effect()));
        assertThat(answer).isEqualTo("1");
        String again = once.run(
                actor,
                key,
                "body",
                new Once.Slow<String>(
                        () -> {
                            throw new AssertionError("made ready for nothing");
                        },
                        ready -> effect()));
        assertThat(again).isEqualTo("1");
        assertThat(effects).hasValue(1);
    }

    @Test
    void whoeverIsRefusedWhatATwinHasDoneHasItsAnswer() {
        Actor actor = actor();
        String answer = once.run(
                actor,
                key,
                "body",
                new Once.Slow<String>(
                        () -> {
                            once.run(actor, key, "body", this::effect);
                            throw Refusal.conflict("no_room");
                        },
                        ready -> effect()));
        assertThat(answer).isEqualTo("1");
        refused(
                "no_room",
                () -> once.run(
                        actor,
                        UUID.randomUUID().toString(),
                        "body",
                        new Once.Slow<String>(
                                () -> {
                                    throw Refusal.conflict("no_room");
                                },
                                ready -> effect())));
    }

    @Test
    void sameKeyWithAnotherBodyIsRefused() {
        Actor actor = actor();
        once.run(actor, key, "100 yuan", () -> "done");
        assertThatThrownBy(() -> once.run(actor, key, "200 yuan", this::effect))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("key_reused"));
        assertThat(effects).hasValue(0);
    }

    @Test
    void sameKeyOfAnotherActorIsAnotherRequest() {
        once.run(actor(), key, "body", this::effect);
        once.run(actor(), key, "body", this::effect);
        assertThat(effects).hasValue(2);
    }

    @Test
    void effectAndKeyRollBackTogetherSoThatTheSameKeyMayTryAgain() {
        Actor actor = actor();
        assertThatThrownBy(() -> once.run(actor, key, "body", () -> {
                    throw Refusal.conflict("not_now");
                }))
                .isInstanceOf(Refusal.class);
        assertThat(once.run(actor, key, "body", this::effect)).isEqualTo("1");
    }

    @Test
    void oneKeyTwiceInsideOneTransactionIsRefused() {
        Actor actor = actor();
        assertThatThrownBy(() -> once.run(actor, key, "body", () -> once.run(actor, key, "body", this::effect)))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("key_reused"));
        assertThat(effects).hasValue(0);
    }

    @Test
    void bodiesThatDifferInARareCharacterOnlyAreDifferent() {
        Actor actor = actor();
        once.run(actor, key, "𠮷", () -> "done");
        assertThatThrownBy(() -> once.run(actor, key, "𠮶", this::effect)).isInstanceOf(Refusal.class);
    }

    @Test
    void keysOfOddFormAreRefused() {
        for (String odd : List.of("", "short", "x".repeat(65), "with space in it", "字字字字字字字字", "a'; drop table--")) {
            assertThatThrownBy(() -> once.run(actor(), odd, "body", this::effect))
                    .as(odd)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.code()).isEqualTo("key_form"));
        }
    }

    @Test
    void oldKeysAreForgottenAndYoungOnesKept() {
        Actor actor = actor();
        once.run(actor, key, "body", this::effect);
        age(actor, "31 days");
        ((RequestKeys) once).forgetBefore(Instant.now().minus(RequestKeys.KEPT));
        once.run(actor, key, "other", this::effect);
        age(actor, "29 days");
        ((RequestKeys) once).forgetBefore(Instant.now().minus(RequestKeys.KEPT));
        assertThatThrownBy(() -> once.run(actor, key, "third", this::effect)).isInstanceOf(Refusal.class);
        assertThat(effects).hasValue(2);
    }

    private void age(Actor actor, String by) {
        jdbc.sql("update access.request_key set created_at = created_at - :by::interval where actor = :actor")
                .param("by", by)
                .param("actor", actor.userId())
                .update();
    }

    private Actor actor() {
        return data.actor(Role.UNIT_OFFICER, TestData.PROVINCE);
    }

    private String effect() {
        return Integer.toString(effects.incrementAndGet());
    }

    private String slowEffect() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return effect();
    }
}
