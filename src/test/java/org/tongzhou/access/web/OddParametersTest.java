package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Whatever stands in a parameter, each address answers in words and never with a fault of ours. */
@RoomTest
class OddParametersTest {
    private static final List<String> ODD = List.of(
            " ",
            "\0",
            "-1",
            "99999999999999999999",
            "+999999999-12-31",
            "+999999999-12",
            "%_\\' or 1=1 --" + "a".repeat(5_000));

    private static final Pattern NAME = Pattern.compile("name=\"([a-zA-Z_.]+)\"");

    /** What says who asks, and in which version of a thing: with these odd nothing else would be read. */
    private static final Set<String> KEYS = Set.of("request_key", "_csrf", "version");

    private static final Set<String> NAMES = namesOfForms();

    @Autowired
    MockMvc mvc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    TestData data;

    @Autowired
    Visits visits;

    @Autowired
    List<ScopeSamples> rooms;

    /** Each actor signs in once, and again after signing out. */
    private final Map<Long, Jar> browsers = new HashMap<>();

    private final Set<String> faults = new TreeSet<>();

    private int sent;

    @Test
    void ofThingsThatAreThere() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        for (ScopeSamples room : rooms) {
            for (ScopeSamples.Sample sample : room.samples()) {
                Endpoint endpoint = endpoints()
                        .filter(known -> known.toString().equals(sample.endpoint()))
                        .findFirst()
                        .orElse(null);
                if (endpoint != null) {
                    Actor actor = actor(sample.roles().get(0), unit);
                    String uri = sample.make().apply(unit, actor);
                    tryForms(endpoint, actor, () -> request(endpoint, sample, uri));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void ofAllAddresses() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        for (Endpoint endpoint : endpoints().toList()) {
            Set<Role> roles = AccessRules.of(endpoint.handler()).orElseThrow().roles();
            Actor actor = actor(roles.stream().sorted().findFirst().orElse(Role.MANAGER), unit);
            tryEach(endpoint, actor);
            tryForms(endpoint, actor, () -> endpoint.requestWith("1"));
        }
        assertThat(faults).isEmpty();
    }

    /** Those of people; programs have a form of their own. */
    private Stream<Endpoint> endpoints() {
        return Endpoint.all(mapping).stream().filter(endpoint -> !endpoint.isApi());
    }

    private Actor actor(Role role, Unit unit) {
        return role == Role.UNIT_OFFICER || role == Role.MEMBER
                ? data.actor(role, unit.path())
                : data.actor(role, TestData.PROVINCE);
    }

    private static AbstractMockHttpServletRequestBuilder<?> request(
            Endpoint endpoint, ScopeSamples.Sample sample, String uri) {
        byte[] receipt = "<EInvoice/>".getBytes(StandardCharsets.US_ASCII);
        return sample.file().isEmpty()
                ? endpoint.request(uri)
                : multipart(uri).file(new MockMultipartFile(sample.file(), "a.xml", "text/xml", receipt));
    }

    private void tryEach(Endpoint endpoint, Actor actor) throws Exception {
        for (String name : names(endpoint)) {
            for (String odd : ODD) {
                ask(endpoint, actor, endpoint.requestWith("1"), Map.of(name, odd));
            }
        }
    }

    /** With all that stands in any form together. */
    private void tryForms(Endpoint endpoint, Actor actor, Supplier<AbstractMockHttpServletRequestBuilder<?>> request)
            throws Exception {
        for (String odd : ODD) {
            AbstractMockHttpServletRequestBuilder<?> all = request.get();
            NAMES.forEach(name -> all.param(name, odd));
            ask(endpoint, actor, all, Map.of("version", "1", "everything", odd));
        }
    }

    private void ask(
            Endpoint endpoint, Actor actor, AbstractMockHttpServletRequestBuilder<?> request, Map<String, String> named)
            throws Exception {
        named.forEach(request::param);
        request.param("request_key", UUID.randomUUID().toString());
        Jar browser = browsers.computeIfAbsent(actor.userId(), first -> visits.browser(actor));
        request.with(browser).with(csrf()).with(this::fromAnotherAddress);
        int status =
                mvc.perform(request).andDo(browser).andReturn().getResponse().getStatus();
        if (status >= 500) {
            String said = named.toString().replace("\0", "NUL");
            faults.add(endpoint + " " + said.substring(0, Math.min(80, said.length())) + " " + status);
        }
    }

    /** Else they would all be one who tries out passwords, and wait; other tests sign in from the usual address. */
    private MockHttpServletRequest fromAnotherAddress(MockHttpServletRequest request) {
        sent++;
        request.setRemoteAddr("10." + sent / 65_536 + "." + sent / 256 % 256 + "." + sent % 256);
        return request;
    }

    private static Set<String> names(Endpoint endpoint) {
        Set<String> names = new LinkedHashSet<>();
        for (MethodParameter parameter : endpoint.handler().getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null) {
                names.add(asked.value().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.value());
            } else if (parameter.getParameterType().isRecord()) {
                Stream.of(parameter.getParameterType().getRecordComponents())
                        .forEach(component -> names.add(component.getName()));
            }
        }
        names.removeAll(KEYS);
        return names;
    }

    private static Set<String> namesOfForms() {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> pages = Files.walk(Path.of("src/main/jte"))) {
            for (Path page : pages.filter(Files::isRegularFile).toList()) {
                NAME.matcher(Files.readString(page)).results().forEach(found -> names.add(found.group(1)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        names.removeAll(KEYS);
        return names;
    }
}
