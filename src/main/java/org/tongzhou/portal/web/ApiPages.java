package org.tongzhou.portal.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.NavItem;

/** The interface for programs, for reading; the same document for programs is at {@code springdoc.api-docs.path}. */
@Controller
@Allowed(anyone = true)
class ApiPages {
    private final OpenApiWebMvcResource resource;
    private final ApiDocument document;
    private final String path;

    ApiPages(
            OpenApiWebMvcResource resource,
            ApiDocument document,
            @Value("${springdoc.api-docs.path:/v3/api-docs}") String path) {
        this.resource = resource;
        this.document = document;
        this.path = path;
    }

    @Bean
    static OpenAPI openApi() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Frame.class);
        return new OpenAPI()
                .info(new Info()
                        .title("Tongzhou 同舟")
                        .version("1")
                        .description("Amounts are strings in yuan with two decimals, days are ISO 8601. Every write"
                                + " carries the header Idempotency-Key; the same key with the same body gives the same"
                                + " answer again. Refusals are RFC 9457 problem documents with a code."))
                .components(new Components()
                        .addSecuritySchemes(
                                "credential",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")))
                .addSecurityItem(new SecurityRequirement().addList("credential"));
    }

    @Bean
    static NavItem apiNav() {
        return new NavItem(Set.of(Role.ADMIN), "portal.api.nav", "/api", "link", 95);
    }

    @GetMapping("/api")
    ModelAndView api(HttpServletRequest request, Frame frame) throws Exception {
        byte[] json = resource.openapiJson(request, path, frame.words().locale());
        return new ModelAndView("portal/api", "page", document.read(json)).addObject("document", path);
    }
}
