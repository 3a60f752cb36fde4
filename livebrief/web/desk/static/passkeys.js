// Passkeys on the desk: asks the browser for a key and sends its answer as the form that stands there. The form stays
// hidden where the browser cannot do this; the password always works.
(() => {
  "use strict";
  const form = document.querySelector("form[data-passkey]"), kind = globalThis.PublicKeyCredential;
  if (!form || !kind || !kind.parseCreationOptionsFromJSON || !kind.parseRequestOptionsFromJSON) return;
  const wanted = JSON.parse(form.dataset.passkey), status = form.querySelector("[role=status]");
  const ask = () => "new" in form.dataset
    ? navigator.credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(wanted) })
    : navigator.credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(wanted) });
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    status.textContent = "";
    try {
      form.elements.answer.value = JSON.stringify((await ask()).toJSON());
    } catch {
      status.textContent = form.dataset.sayNot;
      return;
    }
    form.submit();
  });
})();
