package org.tongzhou.portal.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;
import org.tongzhou.kernel.Actor;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.KeyInBody;
import org.tongzhou.shell.Words;

/** What the OpenAPI document says beyond the signatures: sign-in, keys of repeatable writes, roles, refusals. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    static final String ROLES = "x-roles";
    private static final String SCHEME = "credential";
    private static final String KEY = "Idempotency-Key";
    private static final String PROBLEM = "Problem";

    private static final Map<String, String> REFUSALS = new TreeMap<>(Map.of(
            "401", "no credential, or a wrong one",
            "403", "the credential lacks the role",
            "404", "not there, or outside the territory",
            "409", "the state has moved on, or the key was used for another body",
            "422", "the input cannot be accepted as it is",
            "429", "too many calls: again after Retry-After seconds",
            "503", "too much at once: the same again after Retry-After seconds"));

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Frame.class);
    }

    @Bean
    static OpenAPI description() {
        Words words = Words.of(Words.EN);
        return new OpenAPI()
                .info(new Info()
                        .title(words.say("portal.api.title"))
                        .version("1")
                        .description(words.say("portal.api.credential") + " " + words.say("portal.api.rules"))
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                SCHEME,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")
                                        .description(words.say("portal.api.credential")))
                        .addSchemas(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList(SCHEME));
    }

    @Bean
    static OperationCustomizer operations() {
        return ApiDescription::describe;
    }

    private static Operation describe(Operation operation, HandlerMethod handler) {
        operation.setSummary(Words.of(Words.EN).say("api.op." + operation.getOperationId()));
        operation.addExtension(ROLES, roles(handler));
        boolean writes = !handler.hasMethodAnnotation(GetMapping.class)
                && !handler.hasMethodAnnotation(ChangesNothing.class)
                && !handler.hasMethodAnnotation(KeyInBody.class);
        if (writes) {
            requireKey(operation);
        }
        REFUSALS.forEach((status, why) -> operation.getResponses().addApiResponse(status, refusal(why)));
        return operation;
    }

    private static List<String> roles(HandlerMethod handler) {
        Allowed own = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Allowed.class);
        Allowed allowed =
                own == null ? AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Allowed.class) : own;
        return allowed == null
                ? List.of()
                : Arrays.stream(allowed.value()).map(Enum::name).toList();
    }

    private static void requireKey(Operation operation) {
        boolean declared = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> KEY.equals(parameter.getName()));
        if (!declared) {
            operation.addParametersItem(new HeaderParameter().name(KEY).schema(new StringSchema()));
        }
        operation.getParameters().stream()
                .filter(parameter -> KEY.equals(parameter.getName()))
                .forEach(parameter -> parameter
                        .required(true)
                        .description("Made anew by the caller for each write; the same key again gives the same answer")
                        .schema(new StringSchema().minLength(8).maxLength(64)));
    }

    private static ApiResponse refusal(String why) {
        Schema<?> problem = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        return new ApiResponse()
                .description(why)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("what, where, and what to do"))
                .addProperty("code", new StringSchema().description("stable code of the refusal"))
                .addProperty("request", new StringSchema().description("name this when asking for help"));
    }
}
