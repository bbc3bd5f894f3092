'use strict';

const announcement = document.getElementById('announcement');

function announce(text) {
  // Emptied first: the same words twice are no change, and a change is what is read out.
  announcement.textContent = '';
  setTimeout(() => {
    announcement.textContent = text;
  }, 50);
}

/** Fails also where there is no clipboard at all, as for pages without TLS. */
async function copy(source) {
  await navigator.clipboard.writeText(source.textContent);
}

function offerCopy(button) {
  const source = document.getElementById(button.dataset.copies);
  const word = button.querySelector('[data-word]');
  const usual = word.textContent;
  let timer;

  function tell(short, long) {
    word.textContent = short;
    button.classList.add('done');
    announce(long);
    clearTimeout(timer);
    timer = setTimeout(() => {
      word.textContent = usual;
      button.classList.remove('done');
    }, 2500);
  }

  button.hidden = false;
  button.addEventListener('click', () => {
    copy(source).then(
      () => tell('Copied', 'Copied'),
      () => {
        getSelection().selectAllChildren(source);
        tell('Selected', 'Selected. Press Control C, or Command C, to copy.');
      },
    );
  });
}

document.querySelectorAll('button[data-copies]').forEach(offerCopy);

const form = document.getElementById('my-domain');
if (form !== null) offerOrgLinks(form);

function offerOrgLinks(form) {
  const { name: namePattern, takesBetas, address, place, isBeta } = form.dataset;
  const input = document.getElementById('my-domain-name');
  const problem = document.getElementById('my-domain-problem');
  const links = document.getElementById('my-domain-links');

  function problemOf(name) {
    if (!new RegExp(namePattern).test(name))
      return 'This is not the name of a My Domain. It is what stands before .my.salesforce.com, such as acme or acme--uat.sandbox.';
    if (isBeta === 'true' && !new RegExp(takesBetas).test(name))
      return `${name} is not the name of a sandbox or a scratch org. A beta can be installed only there.`;
    return '';
  }

  function show(saysProblem) {
    const written = input.value.trim().toLowerCase();
    const name = new RegExp(address).exec(written)?.groups.name ?? written;
    const text = name === '' ? '' : problemOf(name);
    const isUsable = name !== '' && text === '';
    problem.textContent = saysProblem ? text : '';
    input.setAttribute('aria-invalid', String(saysProblem && text !== ''));
    links.hidden = !isUsable;
    if (!isUsable) return false;
    for (const item of links.children) {
      const url = item.dataset.template.replace(place, name);
      item.querySelector('code').textContent = url;
      item.querySelector('a').href = url;
    }
    return true;
  }

  input.addEventListener('input', () => show(false));
  input.addEventListener('change', () => show(true));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (show(true)) announce('The links are below the field.');
  });
  form.hidden = false;
  show(true);
}
