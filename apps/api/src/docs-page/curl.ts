import type { DescribedOperation } from '../openapi/openapi-document.ts'
import type { Media, Parameter } from './render-operation.ts'

/** How to ask from a shell, with the values of the examples. `$LARDER`: where it is; `$KEY`: a key. */
export function curlOf({ method, path, operation }: DescribedOperation): string {
  const parameters = (operation.parameters ?? []) as readonly Parameter[]
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(exampleOf(parameters.find((parameter) => parameter.name === name))),
  )
  const wanted = parameters.filter(
    (parameter) =>
      parameter.in === 'query' && (parameter.required === true || parameter.example !== undefined),
  )
  const query = wanted
    .map((parameter) => `${parameter.name}=${encodeURIComponent(exampleOf(parameter))}`)
    .join('&')
  const body = bodyOf(
    operation.requestBody as { readonly content?: Readonly<Record<string, Media>> } | undefined,
  )
  return [
    'curl',
    ...(query === '' ? [] : ['-g']),
    ...(method === 'get' || (method === 'post' && body !== undefined) ? [] : ['-X', method.toUpperCase()]),
    `"$LARDER${target}${query === '' ? '' : `?${query}`}"`,
    ...(operation.security?.length === 0 ? [] : [`-H "authorization: Bearer $KEY"`]),
    ...(body === undefined
      ? []
      : [`-H 'content-type: application/json'`, '-d', `'${body.replaceAll("'", String.raw`'\''`)}'`]),
  ].join(' ')
}

function exampleOf(parameter: Parameter | undefined): string {
  const [example] = [parameter?.schema?.examples?.[0]].flat()
  return typeof example === 'string' ? example : '…'
}

function bodyOf(
  body: { readonly content?: Readonly<Record<string, Media>> } | undefined,
): string | undefined {
  const example = body?.content?.['application/json']?.example
  return example === undefined ? undefined : JSON.stringify(example)
}
