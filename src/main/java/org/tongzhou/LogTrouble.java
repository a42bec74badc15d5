package org.tongzhou;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import ch.qos.logback.core.status.StatusManager;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.tongzhou.shell.Words;

/** A command says in one line that its log cannot be written: a trace for every line lost would bury what it has to say itself. */
final class LogTrouble implements StatusListener, ApplicationListener<ApplicationContextInitializedEvent> {
    private final PrintStream err;
    private final Words words;
    private final AtomicBoolean said = new AtomicBoolean();

    LogTrouble(PrintStream err, Words words) {
        this.err = err;
        this.words = words;
    }

    /** The log is open by then, and nothing has been written to it. */
    @Override
    public void onApplicationEvent(ApplicationContextInitializedEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            listenAlone(log.getStatusManager());
        }
    }

    void listenAlone(StatusManager manager) {
        manager.getCopyOfStatusListenerList().forEach(manager::remove);
        manager.add(this);
    }

    @Override
    public void addStatusEvent(Status status) {
        if (status.getLevel() >= Status.ERROR && said.compareAndSet(false, true)) {
            Throwable why = status.getThrowable();
            String reason = why == null ? status.getMessage() : why.getMessage();
            err.println(words.say("command.log_unwritable", Objects.requireNonNullElse(reason, "")));
        }
    }
}
