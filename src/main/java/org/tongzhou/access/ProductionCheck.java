package org.tongzhou.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.PublicAddress;

/**
 * Refuses to start in production with demonstration data, a database that nobody has named and that would be made, guessable
 * secrets, sign-in weaker than promised, accounts of an example where the fund's own should stand, or lines to others that can be
 * read on the way.
 */
@Component
@Profile("production")
public final class ProductionCheck {
    private static final Set<String> DEFAULT_SECRETS =
            Set.of("", "postgres", "password", "secret", "changeme", "tongzhou", "admin", "root", "123456");
    private static final int LEAST_MEMORY_KIB = 19_456;
    private static final int LEAST_ROUNDS = 2;

    /** Units pay into the one, the bank is told to pay out of the other: whole, or the rest would be the example's. */
    private static final List<String> OWN_ACCOUNTS = List.of(
            "tongzhou.fee-account.name",
            "tongzhou.fee-account.number",
            "tongzhou.fee-account.bank",
            "tongzhou.bank.account.name",
            "tongzhou.bank.account.number",
            "tongzhou.bank.account.bank");

    ProductionCheck(AccountRows accounts) {
        if (accounts.hasDemonstration()) {
            refuse(List.of("demonstration accounts"));
        }
    }

    /** All that settings lack, before a database or keys are made. */
    public static void requireSettings(ConfigurableApplicationContext house) {
        Environment environment = house.getEnvironment();
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            refuse(faults(environment, DatabaseSettings.fromEnvironment(System.getenv())));
        }
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw Refusal.conflict("not_production", String.join(", ", faults));
        }
    }

    /** The variable of the environment that sets a property. */
    private static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** What is not as it must be, by the name of who sets it. */
    static List<String> faults(Environment environment, DatabaseSettings database) {
        List<String> faults = new ArrayList<>();
        if (database.isUnsaid() && database.isToBeMade()) {
            faults.add("TONGZHOU_DB_URL");
        }
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            faults.add("profile demo");
        }
        if (!"required".equals(environment.getProperty("tongzhou.security.totp", "optional"))) {
            faults.add("tongzhou.security.totp");
        }
        if (environment.getProperty("tongzhou.security.argon2.memory-kib", int.class, LEAST_MEMORY_KIB)
                        < LEAST_MEMORY_KIB
                || environment.getProperty("tongzhou.security.argon2.rounds", int.class, LEAST_ROUNDS) < LEAST_ROUNDS) {
            faults.add("tongzhou.security.argon2");
        }
        String secret = environment.getProperty("TONGZHOU_DB_PASSWORD");
        if (secret != null && DEFAULT_SECRETS.contains(secret.toLowerCase(Locale.ROOT))) {
            faults.add("TONGZHOU_DB_PASSWORD");
        }
        OWN_ACCOUNTS.stream()
                .filter(account -> environment.getProperty(account, "").isBlank())
                .forEach(account -> faults.add(variable(account)));
        faults.addAll(OutsideLines.faults(environment));
        faults.addAll(addresses(environment));
        return faults;
    }

    private static List<String> addresses(Environment environment) {
        List<String> faults = new ArrayList<>();
        if (sendsShortMessages(environment) && !isReached(environment)) {
            faults.add("TONGZHOU_PUBLIC_URL");
        }
        if (isNoProxy(environment.getProperty("server.tomcat.remoteip.internal-proxies", ""))) {
            faults.add("TONGZHOU_PROXY");
        }
        return faults;
    }

    /** An address without its length is taken for a pattern, and fits nobody where there are two. */
    private static boolean isNoProxy(String proxies) {
        return !proxies.isBlank() && !Stream.of(proxies.split(",")).allMatch(one -> one.contains("/"));
    }

    private static boolean sendsShortMessages(Environment environment) {
        return !environment
                .getProperty("tongzhou.sms.url", environment.getProperty("TONGZHOU_SMS_URL", ""))
                .isBlank();
    }

    /** Members open what a short message names: without a setting that would be their own telephone. */
    private static boolean isReached(Environment environment) {
        return new PublicAddress(environment)
                .said()
                .filter(site -> site.startsWith("https://"))
                .isPresent();
    }
}
