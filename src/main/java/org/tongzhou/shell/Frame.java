package org.tongzhou.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;

/**
 * What every page stands in: language, formats, who is looking, navigation, today, keys of forms. Every template takes
 * {@code @param Frame frame}; a controller may take it as an argument. One a request.
 */
public final class Frame {
    /** A hidden field against forged requests. */
    public record Csrf(String name, String token) {}

    /** One entry of the rail or the tabs; {@code count} of zero shows nothing. */
    public record Link(String label, String href, String icon, boolean current, int count) {}

    /**
     * Where the reader is: the path, whether by a form that was sent, and the page to come back to, with its query: this one
     * or, after a form, the one it stood on.
     */
    public record Place(String path, boolean sent, String page) {}

    /** The fund's day; {@code unpublished} is a year within a month of it whose calendar is not known yet. */
    public record Today(LocalDate day, Instant now, boolean working, OptionalInt unpublished) {}

    /** {@code menu} keeps what the page itself has counted: an entry asks only for the others. */
    record Lazily(
            Supplier<Optional<Csrf>> csrf,
            Supplier<List<Link>> rail,
            Supplier<List<Link>> tabs,
            Menu menu,
            BooleanSupplier refused) {}

    record Look(
            boolean elder,
            boolean keys,
            String nonce,
            UploadLimit uploads,
            @Nullable ClockControls clock) {}

    /** Banks that have a name of their own in each language. */
    private static final List<String> BANKS = List.of("abc", "boc", "bocom", "ccb", "cmb", "icbc", "psbc");

    private final Words words;
    private final Fmt fmt;
    private final Place place;
    private final Today today;
    private final @Nullable Actor actor;
    private final Look look;
    private final Assets assets;
    private final Lazily lazily;

    Frame(Words words, Place place, Today today, @Nullable Actor actor, Look look, Assets assets, Lazily lazily) {
        this.words = words;
        this.fmt = Fmt.of(words.locale());
        this.place = place;
        this.today = today;
        this.actor = actor;
        this.look = look;
        this.assets = assets;
        this.lazily = lazily;
    }

    /** What tables and pictures call a plan by its code; empty for one that has only its own name. */
    public Optional<String> shortPlan(String code) {
        return Optional.of("plan.short." + code).filter(words::has).map(this::say);
    }

    public Words words() {
        return words;
    }

    public Fmt fmt() {
        return fmt;
    }

    /** The sentence of a key; amounts, days and instants among the arguments are written in the reader's form. */
    public String say(String key, Object... args) {
        Object[] written = new Object[args.length];
        for (int i = 0; i < args.length; i++) {
            written[i] = fmt.argument(args[i]);
        }
        return words.say(key, written);
    }

    /** Words of a sentence where they stand alone: with a capital first. */
    public String alone(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A bank by the name that the reader knows it by; another as it is written, {@link Fmt#NONE} where there is none. */
    public String bank(@Nullable String name) {
        return BANKS.stream()
                .map(bank -> "shell.bank." + bank)
                .filter(key -> Words.of(Words.ZH).say(key).equals(name))
                .findFirst()
                .map(key -> words.say(key))
                .orElseGet(() -> fmt.orNone(name));
    }

    /** What the browser calls the page: where a form was refused, that comes first, since some hear nothing else at once. */
    public String title(String page) {
        boolean again = place.sent() && lazily.refused().getAsBoolean();
        return again && !page.equals(say("shell.refused.title")) ? say("shell.refused.form", page) : page;
    }

    /** What was wrong, where, and what to do; days as the reader reads them everywhere else. */
    public String sentence(Refusal refusal) {
        Object[] details = refusal.details().stream()
                .map(detail -> detail instanceof LocalDate day ? day(day) : detail)
                .toArray();
        return say("refusal." + refusal.code(), details);
    }

    /** A day in a sentence that members and the desk read alike: {@code 2月10日} to the one, {@code 2026-02-10} to the other. */
    public String day(LocalDate day) {
        return isForMember() ? fmt.memberDay(day, today.day()) : fmt.day(day);
    }

    /** A member, or somebody on the way to be one; programs and the desk read days as numbers. */
    private boolean isForMember() {
        return actor == null || is(Role.MEMBER) && !staff();
    }

    public boolean english() {
        return words == Words.of(Words.EN);
    }

    public Optional<Actor> actor() {
        return Optional.ofNullable(actor);
    }

    public boolean is(Role role) {
        return actor != null && actor.is(role);
    }

    /** True for anybody who works the desk, whatever else they are. */
    public boolean staff() {
        return actor != null && actor.roles().stream().anyMatch(role -> role != Role.MEMBER && role != Role.PARTNER);
    }

    /** The name of the first of the actor's desk roles, for the corner of the page. */
    public String roleName() {
        return actor == null
                ? ""
                : actor.roles().stream()
                        .max(Role::compareTo)
                        .map(role -> words.say("role." + role.name().toLowerCase(Locale.ROOT)))
                        .orElse("");
    }

    /** First character of the actor's name, for the round mark in the corner. */
    public String initial() {
        return actor == null || actor.name().isEmpty()
                ? ""
                : actor.name().substring(0, actor.name().offsetByCodePoints(0, 1));
    }

    /** The page knows how many wait behind an entry of the menu, which need not ask again. */
    public void counted(String href, int count) {
        lazily.menu().counted(href, count);
    }

    /** A desk's page asks in this trip for the numbers of its rail as well. */
    public void takeRail(Trip trip) {
        lazily.menu().take(trip, false);
    }

    /** A member's page asks in this trip for the numbers of its tabs as well. */
    public void takeTabs(Trip trip) {
        lazily.menu().take(trip, true);
    }

    /** Entries of the rail for the actor's desk roles. */
    public List<Link> rail() {
        return lazily.rail().get();
    }

    /** Entries at the foot of a member's page. */
    public List<Link> tabs() {
        return lazily.tabs().get();
    }

    public Place place() {
        return place;
    }

    /** Switches the language and comes back here. */
    public String languageHref() {
        return "/language?to=" + (english() ? "zh" : "en") + "&back=" + encoded(place.page());
    }

    /** Switches large text on or off and comes back here. */
    public String elderHref() {
        return "/elder?on=" + !look.elder() + "&back=" + encoded(place.page());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public Today today() {
        return today;
    }

    /** How large a file may be. */
    public UploadLimit uploads() {
        return look.uploads();
    }

    /** Present where the demonstration clock runs. */
    public Optional<ClockControls> clock() {
        return Optional.ofNullable(look.clock());
    }

    /** Large text, fewer things. */
    public boolean elder() {
        return look.elder();
    }

    /** Single keys act on the workbench; who is hindered by them, as with speech input, turns them off. */
    public boolean keys() {
        return look.keys();
    }

    /** Turns single keys on or off and comes back here. */
    public String keysHref() {
        return "/keys?on=" + !look.keys() + "&back=" + encoded(place.page());
    }

    /** The nonce for a {@code <style>} element. */
    public String nonce() {
        return look.nonce();
    }

    /** The address of an asset with its content hash, such as {@code asset("style.css")}. */
    public String asset(String name) {
        return assets.href(name);
    }

    public Optional<Csrf> csrf() {
        return lazily.csrf().get();
    }

    /** A new key for a repeatable write; each rendered form has its own. */
    public String newRequestKey() {
        return UUID.randomUUID().toString();
    }
}
