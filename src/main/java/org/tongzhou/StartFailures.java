package org.tongzhou;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.tongzhou.kernel.Terminal;
import org.tongzhou.shell.Words;

/** A site that does not start says why in a sentence, where a person can mend it; before others, who only know English. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        Words words = Words.of(Terminal.language());
        return Failure.known(failure) == null
                ? null
                : new FailureAnalysis(Failure.sentence(failure, words), words.say("command.failed.action"), failure);
    }
}
