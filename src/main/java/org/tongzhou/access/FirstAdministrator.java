package org.tongzhou.access;

import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;

/**
 * On the first start of a fund's site opens the account {@code admin} and prints its one-time password, this once. What a command
 * prints may go into a file.
 */
@Component
@Profile("!demo & !test & !command")
class FirstAdministrator {
    private final Administrators administrators;
    private final FundId fund;
    private final FundClock clock;

    FirstAdministrator(Administrators administrators, FundId fund, FundClock clock) {
        this.administrators = administrators;
        this.fund = fund;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        Optional<OneTimePassword> first = administrators.openFirst(fund, clock.now());
        first.ifPresent(FirstAdministrator::print);
    }

    /** To the console alone: a log file would keep it. */
    @SuppressWarnings("SystemOut")
    private static void print(OneTimePassword first) {
        System.out.println();
        System.out.println("  首次启动。管理员登录名 " + first.login() + "，一次性密码 " + first.password() + "（只显示这一次）");
        System.out.println("  First start. Sign in as " + first.login() + " with the one-time password "
                + first.password() + " (shown only now)");
        System.out.println("  关键岗位的账户要两位管理员来开，第二位用 ./run administrator 开，交给另一个人");
        System.out.println(
                "  Key roles take two administrators: ./run administrator opens the second, for another person");
        System.out.println();
    }
}
